param name string
param location string
param tags object
param sku string

@description('Who may write the package container; empty for plans that take the package themselves.')
param packageWriterId string
param packageWriterType string

var names = loadJsonContent('../storage-names.json')
// Made here, not by the host when first needed: what exists is listed, and a poison queue can be looked at while it is empty.
var queueNames = flatten(map(names.queues, queue => [queue, '${queue}-poison']))
var blobDataContributor = 'ba92f5b4-2d11-453d-a403-e96b0029c9fe'

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' = {
  name: name
  location: location
  tags: tags
  kind: 'StorageV2'
  sku: { name: sku }
  properties: {
    accessTier: 'Hot'
    allowBlobPublicAccess: false
    allowCrossTenantReplication: false
    allowSharedKeyAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }

  resource blobs 'blobServices' = {
    name: 'default'

    resource packages 'containers' = {
      name: 'packages'
      properties: { publicAccess: 'None' }
    }
  }

  resource tables 'tableServices' = {
    name: 'default'

    resource table 'tables' = [
      for table in names.tables: {
        name: table
      }
    ]
  }

  resource queues 'queueServices' = {
    name: 'default'

    resource queue 'queues' = [
      for queue in queueNames: {
        name: queue
      }
    ]
  }
}

resource packageWriter 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(packageWriterId)) {
  // The container only: the account beside it holds what citizens wrote.
  scope: account::blobs::packages
  name: guid(account::blobs::packages.id, packageWriterId, blobDataContributor)
  properties: {
    principalId: packageWriterId
    principalType: packageWriterType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', blobDataContributor)
  }
}

output name string = account.name
output packageContainer string = account::blobs::packages.name
