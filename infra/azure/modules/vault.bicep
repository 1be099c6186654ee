param name string
param location string
param tags object
param writerId string
param writerType string

var secretsOfficer = 'b86a8fe4-44ce-4948-aee5-eccb2c155cd7'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // Without the pepper no sender is recognised again, so not even an owner can destroy it at once.
    enablePurgeProtection: true
  }
}

resource secretWriter 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(writerId)) {
  scope: vault
  name: guid(vault.id, writerId, secretsOfficer)
  properties: {
    principalId: writerId
    principalType: writerType
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsOfficer)
  }
}

output name string = vault.name
output uri string = vault.properties.vaultUri
