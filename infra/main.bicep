// One office on Azure: a Functions app on Flex Consumption, the storage account that holds its tables and its task hub, a vault for
// the mail provider's key, logs, alerts and a budget. Nobody signs in with a key: one managed identity does all.
targetScope = 'subscription'

@minLength(2)
@maxLength(20)
@description('Tells installations apart; part of every name.')
param environmentName string

@description('The region of everything.')
param location string

@description('The office\'s name, on pages and in mails.')
param officeName string = 'Program Management Office'

@description('Where people reach the office, such as https://pmo.example.org; empty for the address that Azure gives it.')
param publicUrl string = ''

@description('The time zone in which deadlines count working days, such as Europe/Berlin.')
param officeTimeZone string = 'UTC'

@description('The currency of amounts.')
param officeCurrency string = 'EUR'

@description('The file of units and people within the package, such as workflows/organisation.yaml; empty as long as nobody has a role.')
param organisationFile string = ''

@description('The address that mails come from: a sender verified at SendGrid.')
param mailFromAddress string

@description('The name that mails come from.')
param mailFromName string = 'Program Management Office'

@description('The public key of SendGrid\'s signed event webhook; empty until the webhook is set up.')
param sendGridWebhookPublicKey string = ''

@description('Mails are checked by SendGrid but delivered to nobody: so everywhere but in environments whose names begin with production.')
param sendGridSandbox bool = !startsWith(environmentName, 'production')

@description('The application (client) id registered in Entra ID, which people sign in to.')
param entraClientId string

@description('Who hears of alerts.')
param alertEmail string

@minValue(1)
@description('Above this amount a month, in the currency of the subscription, somebody is told.')
param monthlyBudget int = 50

@description('The first day of the month from which the budget counts; it cannot be changed later.')
param budgetStart string

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS', 'Standard_RAGRS', 'Standard_RAGZRS'])
@description('How often, and how far apart, data is kept.')
param storageSku string = 'Standard_ZRS'

@minValue(1)
@maxValue(1000)
@description('The most instances that load may start.')
param maximumInstances int = 40

@minValue(0)
@maxValue(100)
@description('Instances that always run, so that nobody waits for a start.')
param alwaysReadyInstances int = 0

@minValue(30)
@maxValue(730)
@description('How long logs are kept.')
param logRetentionDays int = 30

@description('Further settings of the app by name, such as Office__Holidays__0; what is set elsewhere is gone with the next deployment.')
param furtherSettings object = {}

var token = toLower(take(uniqueString(subscription().id, environmentName, location), 10))
var tags = { 'azd-env-name': environmentName, application: 'pmoflow' }

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-pmoflow-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-pmoflow-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    logsName: 'log-pmoflow-${token}'
    insightsName: 'appi-pmoflow-${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    principalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'stpmoflow${token}'
    location: location
    tags: tags
    sku: storageSku
    principalId: identity.outputs.principalId
    logsId: monitoring.outputs.logsId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-pmoflow-${token}'
    location: location
    tags: tags
    principalId: identity.outputs.principalId
    logsId: monitoring.outputs.logsId
  }
}

module office 'modules/office.bicep' = {
  name: 'office'
  scope: group
  params: {
    name: 'func-pmoflow-${token}'
    planName: 'plan-pmoflow-${token}'
    location: location
    tags: tags
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    tableEndpoint: storage.outputs.tableEndpoint
    blobEndpoint: storage.outputs.blobEndpoint
    packageContainer: storage.outputs.packageContainer
    insightsConnection: monitoring.outputs.insightsConnection
    logsId: monitoring.outputs.logsId
    sendGridKeyUri: vault.outputs.sendGridKeyUri
    sendGridWebhookPublicKey: sendGridWebhookPublicKey
    sendGridSandbox: sendGridSandbox
    officeName: officeName
    publicUrl: publicUrl
    officeTimeZone: officeTimeZone
    officeCurrency: officeCurrency
    organisationFile: organisationFile
    mailFromAddress: mailFromAddress
    mailFromName: mailFromName
    entraClientId: entraClientId
    maximumInstances: maximumInstances
    alwaysReadyInstances: alwaysReadyInstances
    furtherSettings: furtherSettings
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    insightsId: monitoring.outputs.insightsId
    officeId: office.outputs.id
    email: alertEmail
  }
}

module budget 'modules/budget.bicep' = {
  name: 'budget'
  scope: group
  params: {
    amount: monthlyBudget
    startDate: budgetStart
    email: alertEmail
  }
}

output OFFICE_URL string = office.outputs.url
output OFFICE_APP_NAME string = office.outputs.name
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
