param amount int
param startDate string
param email string

resource budget 'Microsoft.Consumption/budgets@2023-11-01' = {
  name: 'pmoflow'
  properties: {
    category: 'Cost'
    amount: amount
    timeGrain: 'Monthly'
    timePeriod: { startDate: startDate }
    notifications: {
      spent: { enabled: true, operator: 'GreaterThan', threshold: 90, thresholdType: 'Actual', contactEmails: [email] }
      foreseen: { enabled: true, operator: 'GreaterThan', threshold: 110, thresholdType: 'Forecasted', contactEmails: [email] }
    }
  }
}
