param name string
param location string
param tags object

param plan string

@description('Empty takes the default below.')
param sku string

var plans = {
  flex: { tier: 'FlexConsumption', sku: 'FC1', kind: 'functionapp', linux: true, workers: 0 }
  appService: { tier: 'Standard', sku: 'S1', kind: 'linux', linux: true, workers: 0 }
  elasticPremium: { tier: 'ElasticPremium', sku: 'EP1', kind: 'elastic', linux: true, workers: 20 }
  windowsConsumption: { tier: 'Dynamic', sku: 'Y1', kind: 'functionapp', linux: false, workers: 0 }
}
var chosen = plans[plan]

resource farm 'Microsoft.Web/serverfarms@2024-04-01' = {
  name: name
  location: location
  tags: tags
  kind: chosen.kind
  // A size of one's own may be of another tier, which the service reads off the name.
  sku: empty(sku) ? { name: chosen.sku, tier: chosen.tier } : { name: sku }
  properties: {
    reserved: chosen.linux
    maximumElasticWorkerCount: chosen.workers > 0 ? chosen.workers : null
  }
}

output id string = farm.id
