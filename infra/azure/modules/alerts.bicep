// What really fires:
// - Messages in one poison queue are no metric: QueueMessageCount is one number for the whole account, some hours old.
//   The account's own log has every PutMessage with the queue in its address, within minutes, and whoever gave up on the
//   message (host or product). It needs no code of ours to be right at the moment when our code is what fails.
// - Requests are read from Application Insights: the platform's Http5xx does not exist on Flex Consumption.
// - A timer that stops makes no error, so its absence is what is looked for.
param location string
param tags object
param workspaceId string
param storageName string
param email string

var rules = {
  poison: {
    title: 'A message was given up: poison queue'
    severity: 1
    every: 'PT5M'
    window: 'PT15M'
    query: '''
StorageQueueLogs
| where OperationName == "PutMessage" and tostring(StatusCode) startswith "2"
| extend Queue = extract("/([a-z0-9-]+-poison)/messages", 1, Uri)
| where isnotempty(Queue)
| summarize Found = count() by Queue
'''
    dimensions: ['Queue']
    operator: 'GreaterThan'
    threshold: 0
  }
  webhook: {
    title: 'WeChat or WeCom pushes are not taken (5xx)'
    severity: 2
    every: 'PT5M'
    window: 'PT15M'
    // A single 503 is delivered again by WeChat and heals itself. ItemCount undoes sampling.
    query: '''
AppRequests
| where Url contains "/api/wechat" or Url contains "/api/wecom"
| where toint(ResultCode) >= 500
| summarize Found = sum(ItemCount)
'''
    dimensions: []
    operator: 'GreaterThan'
    threshold: 5
  }
  heartbeat: {
    title: 'The daily reminder did not run'
    severity: 2
    every: 'PT1H'
    window: 'P2D'
    // Telemetry may put a word before a function's name.
    // 25 hours: a run every 24, and an hour for the log to arrive. Fires once after the first deployment, until the
    // first morning has passed, which proves that the mail arrives.
    query: '''
AppRequests
| where TimeGenerated > ago(25h)
| where Name has "RemindStations" and Success == true
| summarize Found = count()
'''
    dimensions: []
    operator: 'LessThan'
    threshold: 1
  }
}

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName

  resource queues 'queueServices' existing = {
    name: 'default'
  }
}

resource queueLog 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: storage::queues
  name: 'queue-writes'
  properties: {
    workspaceId: workspaceId
    // Writes only: reads would log every poll.
    logs: [{ category: 'StorageWrite', enabled: true }]
  }
}

resource mail 'Microsoft.Insights/actionGroups@2021-09-01' = {
  name: 'ag-operators'
  location: 'Global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'operators'
    emailReceivers: [{ name: 'operators', emailAddress: email, useCommonAlertSchema: true }]
  }
}

// An API version of 2021 on purpose: it has all that is used, and the clouds of other countries get new ones late.
resource rule 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = [
  for item in items(rules): {
    name: 'alert-${item.key}'
    location: location
    tags: tags
    properties: {
      displayName: item.value.title
      severity: item.value.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: item.value.every
      windowSize: item.value.window
      // The tables appear with their first rows.
      skipQueryValidation: true
      autoMitigate: true
      criteria: {
        allOf: [
          {
            query: item.value.query
            timeAggregation: 'Total'
            metricMeasureColumn: 'Found'
            dimensions: map(item.value.dimensions, dimension => { name: dimension, operator: 'Include', values: ['*'] })
            operator: item.value.operator
            threshold: item.value.threshold
            failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
          }
        ]
      }
      actions: { actionGroups: [mail.id] }
    }
  }
]
