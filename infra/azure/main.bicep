targetScope = 'subscription'

@minLength(1)
@maxLength(64)
@description('Name of the azd environment; part of every generated name.')
param environmentName string

@minLength(1)
@description('Region of every resource, such as eastasia or chinanorth3.')
param location string

@description('Object id of the person or pipeline that deploys: may write the vault\'s secrets and, where a plan needs it, the package.')
param principalId string = ''

@allowed(['User', 'Group', 'ServicePrincipal'])
param principalType string = 'User'

@allowed(['auto', 'flex', 'appService', 'elasticPremium', 'windowsConsumption'])
@description('Hosting plan. auto: flex, and appService where the cloud has no Flex Consumption (infra/decisions/0003-hosting-plan.md).')
param plan string = 'auto'

@description('Size of the plan; empty takes the plan\'s own default.')
param planSku string = ''

@minValue(0)
@maxValue(20)
@description('Flex only: instances that stay up to answer HTTP. WeChat waits 5 s and asks three times, so 0 is safe.')
param alwaysReadyInstances int = 0

@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
@description('Standard_ZRS keeps three copies in three zones; take Standard_GRS where the region has no zones.')
param storageSku string = 'Standard_ZRS'

@minLength(1)
@description('Mailbox that gets the alerts.')
param alertEmail string

@minLength(1)
@description('AppID of the WeChat official account.')
param weChatAppId string

@allowed(['secure', 'compatible', 'plain'])
param weChatMode string = 'secure'

@description('Station of a sender who has scanned no code; empty asks such a sender to scan or to choose.')
param weChatDefaultStation string = ''

@description('True while the console changes from one EncodingAESKey to the next: the vault then has wechat-previous-encoding-aes-key too.')
param weChatHasPreviousKey bool = false

@description('True until the first administrators have keys of their own: the vault then has access-bootstrap-key too.')
param accessHasBootstrapKey bool = true

// Whatever is empty below takes the product's default.

param weChatApiBaseUrl string = ''
param weChatReplayWindowSeconds string = ''

@description('Template ids of the account; what has none is not sent.')
param weChatTemplateReception string = ''
param weChatTemplateMeeting string = ''
param weChatTemplateProgress string = ''
param weChatTemplateRate string = ''
param weChatTemplateOverdue string = ''

param opinionsMaxPerSenderPerHour string = ''

@description('true only where App Service authentication is on for the app: without it anybody could write the headers it reads.')
param accessPlatformSignIn string = ''

@description('Origins whose pages may call from a browser, with commas between. The app answers preflights itself: leave the CORS of the platform empty, which would take its place.')
param httpAllowedOrigins string = ''

@description('Reception days: months such as 2,4,6,8,10,12; day 1 to 28; times HH:mm; shift None, StatutoryOnly or NonWorkingDay.')
param receptionMonths string = ''
param receptionDay string = ''
param receptionStart string = ''
param receptionEnd string = ''
param receptionShift string = ''

@description('Days before a reception day, such as -7,-1,0.')
param remindersOffsets string = ''
param remindersSpreadMinutes string = ''

param statisticsFreezeDay string = ''

var isChina = environment().name == 'AzureChinaCloud'
var chosenPlan = plan != 'auto' ? plan : isChina ? 'appService' : 'flex'
var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }

// app.bicep leaves out what is empty.
var settings = {
  WeChat__AppId: weChatAppId
  WeChat__Mode: weChatMode
  WeChat__DefaultStation: weChatDefaultStation
  WeChat__ApiBaseUrl: weChatApiBaseUrl
  WeChat__ReplayWindowSeconds: weChatReplayWindowSeconds
  WeChat__Templates__Reception: weChatTemplateReception
  WeChat__Templates__Meeting: weChatTemplateMeeting
  WeChat__Templates__Progress: weChatTemplateProgress
  WeChat__Templates__Rate: weChatTemplateRate
  WeChat__Templates__Overdue: weChatTemplateOverdue
  Opinions__MaxPerSenderPerHour: opinionsMaxPerSenderPerHour
  Access__PlatformSignIn: accessPlatformSignIn
  Http__AllowedOrigins: httpAllowedOrigins
  Reception__Months: receptionMonths
  Reception__Day: receptionDay
  Reception__Start: receptionStart
  Reception__End: receptionEnd
  Reception__Shift: receptionShift
  Reminders__Offsets: remindersOffsets
  Reminders__SpreadMinutes: remindersSpreadMinutes
  Statistics__FreezeDay: statisticsFreezeDay
}

// Setting -> secret in the vault. The values never pass through a template, a parameter file or azd's environment.
var vaultSettings = {
  WeChat__AppSecret: 'wechat-app-secret'
  WeChat__Token: 'wechat-token'
  WeChat__EncodingAESKey: 'wechat-encoding-aes-key'
  WeChat__PreviousEncodingAESKey: weChatHasPreviousKey ? 'wechat-previous-encoding-aes-key' : ''
  Opinions__SenderPepper: 'opinions-sender-pepper'
  Access__BootstrapKey: accessHasBootstrapKey ? 'access-bootstrap-key' : ''
}

resource group 'Microsoft.Resources/resourceGroups@2021-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'st${token}'
    location: location
    tags: tags
    sku: storageSku
    packageWriterId: contains(['elasticPremium', 'windowsConsumption'], chosenPlan) ? principalId : ''
    packageWriterType: principalType
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: 'kv-${token}'
    location: location
    tags: tags
    writerId: principalId
    writerType: principalType
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-${token}'
    insightsName: 'appi-${token}'
    location: location
    tags: tags
  }
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-${token}'
    location: location
    tags: tags
    storageName: storage.outputs.name
    vaultName: vault.outputs.name
    insightsName: monitoring.outputs.insightsName
  }
}

module hosting 'modules/plan.bicep' = {
  name: 'plan'
  scope: group
  params: {
    name: 'plan-${token}'
    location: location
    tags: tags
    plan: chosenPlan
    sku: planSku
  }
}

module api 'modules/app.bicep' = {
  name: 'api'
  scope: group
  params: {
    name: 'func-${token}'
    location: location
    tags: tags
    plan: chosenPlan
    planId: hosting.outputs.id
    alwaysReadyInstances: alwaysReadyInstances
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    storageName: storage.outputs.name
    packageContainer: storage.outputs.packageContainer
    vaultUri: vault.outputs.uri
    insightsConnectionString: monitoring.outputs.insightsConnectionString
    settings: settings
    vaultSettings: vaultSettings
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    storageName: storage.outputs.name
    email: alertEmail
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_STORAGE_ACCOUNT string = storage.outputs.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.name
output SERVICE_API_NAME string = api.outputs.name
output SERVICE_API_PLAN string = chosenPlan
output WECHAT_WEBHOOK_URL string = '${api.outputs.uri}/api/wechat'
