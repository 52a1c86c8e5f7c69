param location string
param tags object
param insightsId string
param officeId string
param email string

var rules = [
  {
    name: 'orchestrations-failed'
    description: 'An orchestration has failed: a request does not go on by itself.'
    query: 'traces | where tostring(customDimensions.prop__state) == "Failed" and tostring(customDimensions.prop__functionType) == "Orchestrator"'
    severity: 1
  }
  {
    name: 'mails-bounced'
    description: 'Mails came back: somebody who has to decide does not know of it.'
    query: 'traces | where tostring(customDimensions.EventName) in ("MailBounced", "MailDropped", "MailRejected")'
    severity: 2
  }
  {
    name: 'work-waits'
    description: 'Functions throw: work is being retried.'
    query: 'exceptions | where severityLevel >= 3'
    severity: 3
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: 'pmoflow-operators'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'pmoflow'
    enabled: true
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-03-15-preview' = [for rule in rules: {
  name: 'pmoflow-${rule.name}'
  location: location
  tags: tags
  properties: {
    description: rule.description
    severity: rule.severity
    enabled: true
    scopes: [insightsId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        { query: rule.query, timeAggregation: 'Count', operator: 'GreaterThan', threshold: 0 }
      ]
    }
    actions: { actionGroups: [people.id] }
  }
}]

resource answers 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'pmoflow-server-errors'
  location: 'global'
  tags: tags
  properties: {
    description: 'The web answers with errors.'
    severity: 2
    enabled: true
    scopes: [officeId]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'server-errors'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'Http5xx'
          operator: 'GreaterThan'
          threshold: 5
          timeAggregation: 'Total'
        }
      ]
    }
    actions: [{ actionGroupId: people.id }]
  }
}
