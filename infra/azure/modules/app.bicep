param name string
param location string
param tags object

param plan string
param planId string
param alwaysReadyInstances int
param identityId string
param identityClientId string
param storageName string
param packageContainer string
param vaultUri string
param insightsConnectionString string

@description('Setting -> value; an empty value is left out.')
param settings object

@description('Setting -> name of the secret in the vault; an empty name is left out.')
param vaultSettings object

var isFlex = plan == 'flex'
var isLinux = plan != 'windowsConsumption'
// Both plans keep deployed files on an Azure Files share, which opens with an account key only. Without the share the
// package is read from a blob by the app's identity.
var packageIsBlob = plan == 'elasticPremium' || plan == 'windowsConsumption'
var packageUrl = '${storage.properties.primaryEndpoints.blob}${packageContainer}'

var commonSettings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  // __accountName would be completed with the global cloud's suffix, in China too.
  AzureWebJobsStorage__blobServiceUri: storage.properties.primaryEndpoints.blob
  AzureWebJobsStorage__queueServiceUri: storage.properties.primaryEndpoints.queue
  AzureWebJobsStorage__tableServiceUri: storage.properties.primaryEndpoints.table
  APPLICATIONINSIGHTS_CONNECTION_STRING: insightsConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  // Storage answers are handled on the thread that reads the socket: one hop less in every call.
  DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS: '1'
}

// Flex Consumption refuses these; it takes runtime and package from functionAppConfig.
var classicSettings = isFlex
  ? {}
  : {
      FUNCTIONS_EXTENSION_VERSION: '~4'
      FUNCTIONS_WORKER_RUNTIME: 'dotnet-isolated'
      WEBSITE_RUN_FROM_PACKAGE: packageIsBlob ? '${packageUrl}/api.zip' : '1'
      WEBSITE_RUN_FROM_PACKAGE_BLOB_MI_RESOURCE_ID: packageIsBlob ? identityId : ''
    }

// No version in the reference: the app takes a new secret within a day, or at once when restarted.
var secretSettings = toObject(
  filter(items(vaultSettings), secret => !empty(secret.value)),
  secret => secret.key,
  secret => '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/${secret.value})'
)

var appSettings = map(
  filter(items(union(commonSettings, classicSettings, settings, secretSettings)), setting => !empty(setting.value)),
  setting => { name: setting.key, value: setting.value }
)

var classicSite = isFlex
  ? {}
  : {
      alwaysOn: plan == 'appService'
      ftpsState: 'Disabled'
      http20Enabled: true
      linuxFxVersion: isLinux ? 'DOTNET-ISOLATED|10.0' : null
      netFrameworkVersion: isLinux ? null : 'v10.0'
      use32BitWorkerProcess: false
    }

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName
}

resource app 'Microsoft.Web/sites@2024-04-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'api' })
  kind: isLinux ? 'functionapp,linux' : 'functionapp'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: planId
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    functionAppConfig: isFlex
      ? {
          deployment: {
            storage: {
              type: 'blobContainer'
              value: packageUrl
              authentication: {
                type: 'UserAssignedIdentity'
                userAssignedIdentityResourceId: identityId
              }
            }
          }
          runtime: { name: 'dotnet-isolated', version: '10.0' }
          scaleAndConcurrency: {
            instanceMemoryMB: 2048
            maximumInstanceCount: 40
            alwaysReady: alwaysReadyInstances > 0 ? [{ name: 'http', instanceCount: alwaysReadyInstances }] : []
          }
        }
      : null
    siteConfig: union(classicSite, {
      minTlsVersion: '1.2'
      appSettings: appSettings
    })
  }
}

// Deployment by Entra identity only. Flex has no such endpoints.
resource ftpPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = if (!isFlex) {
  parent: app
  name: 'ftp'
  properties: { allow: false }
}

resource scmPassword 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01' = if (!isFlex) {
  parent: app
  name: 'scm'
  properties: { allow: false }
}

output name string = app.name
output uri string = 'https://${app.properties.defaultHostName}'
