param name string
param planName string
param location string
param tags object
param identityId string
param identityClientId string
param storageName string
param tableEndpoint string
param blobEndpoint string
param packageContainer string
param insightsConnection string
param logsId string
param sendGridKeyUri string
param sendGridWebhookPublicKey string
param sendGridSandbox bool
param officeName string
param publicUrl string
param officeTimeZone string
param officeCurrency string
param organisationFile string
param mailFromAddress string
param mailFromName string
param entraClientId string
param maximumInstances int
param alwaysReadyInstances int
param furtherSettings object

resource plan 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: { tier: 'FlexConsumption', name: 'FC1' }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'office' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: { minTlsVersion: '1.2' }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: { type: 'UserAssignedIdentity', userAssignedIdentityResourceId: identityId }
        }
      }
      runtime: { name: 'dotnet-isolated', version: '10.0' }
      scaleAndConcurrency: {
        instanceMemoryMB: 2048
        maximumInstanceCount: maximumInstances
        // Orchestrations and their activities scale as one group, apart from the web.
        alwaysReady: alwaysReadyInstances == 0 ? [] : [
          { name: 'http', instanceCount: alwaysReadyInstances }
          { name: 'durable', instanceCount: alwaysReadyInstances }
        ]
      }
    }
  }

  resource settings 'config' = {
    name: 'appsettings'
    // All of them each time: one that a person adds in the portal would be gone with the next deployment.
    properties: union({
      AzureWebJobsStorage__accountName: storageName
      AzureWebJobsStorage__credential: 'managedidentity'
      AzureWebJobsStorage__clientId: identityClientId
      APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnection
      APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
      // Histories live under the hub's name: it stays the same for as long as the office does.
      PMOFLOW_TASK_HUB: 'pmoflow'
      Office__PublicUrl: empty(publicUrl) ? 'https://${site.properties.defaultHostName}' : publicUrl
      Office__Name: officeName
      Office__TimeZone: officeTimeZone
      Office__Currency: officeCurrency
      Organisation__File: empty(organisationFile) ? '' : '/home/site/wwwroot/${organisationFile}'
      Platform__Mail: 'SendGrid'
      Tables__Azure__Endpoint: tableEndpoint
      Tables__Azure__ClientId: identityClientId
      Files__Azure__Endpoint: blobEndpoint
      Files__Azure__ClientId: identityClientId
      Mail__SendGrid__ApiKey: '@Microsoft.KeyVault(SecretUri=${sendGridKeyUri})'
      Mail__SendGrid__FromAddress: mailFromAddress
      Mail__SendGrid__FromName: mailFromName
      Mail__SendGrid__Sandbox: string(sendGridSandbox)
      Mail__SendGrid__WebhookPublicKey: sendGridWebhookPublicKey
    }, furtherSettings)
  }

  // Nobody deploys by a password: packages come by Entra ID, and files are not put there one by one.
  resource deployByPassword 'basicPublishingCredentialsPolicies' = {
    name: 'scm'
    properties: { allow: false }
  }

  resource filesByPassword 'basicPublishingCredentialsPolicies' = {
    name: 'ftp'
    properties: { allow: false }
  }

  // Everybody may come in (requesters and approvers have links, no accounts); who signs in does it with Entra ID, and the app
  // decides by role. The platform takes the principal's headers off whatever comes from outside.
  resource signIn 'config' = {
    name: 'authsettingsV2'
    properties: {
      platform: { enabled: true }
      globalValidation: { requireAuthentication: false, unauthenticatedClientAction: 'AllowAnonymous' }
      identityProviders: {
        azureActiveDirectory: {
          enabled: true
          registration: {
            clientId: entraClientId
            openIdIssuer: '${environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
          }
        }
      }
      login: { tokenStore: { enabled: false } }
      httpSettings: { requireHttps: true }
    }
  }
}

resource siteLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-logs'
  scope: site
  properties: {
    workspaceId: logsId
    logs: [
      { category: 'FunctionAppLogs', enabled: true }
      { category: 'AppServiceAuthenticationLogs', enabled: true }
    ]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

output id string = site.id
output name string = site.name
output url string = 'https://${site.properties.defaultHostName}'
