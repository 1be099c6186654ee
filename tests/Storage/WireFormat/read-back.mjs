// Reads with the official JavaScript clients what the .NET clients stored, and stores a row and a message of its own.
import { text } from 'node:stream/consumers';
import { TableClient } from '@azure/data-tables';
import { QueueClient } from '@azure/storage-queue';

const { connectionString, table, queue } = JSON.parse(await text(process.stdin));
const tables = TableClient.fromConnectionString(connectionString, table, { allowInsecureConnection: true });

const plain = (value) =>
  typeof value === 'bigint' ? `bigint ${value}`
  : value instanceof Date ? `date ${value.toISOString()}`
  : value instanceof Uint8Array ? `bytes ${Buffer.from(value).toString('hex')}`
  : typeof value === 'object' ? `${value.type} ${value.value}`
  : `${typeof value} ${value}`;

const rows = [];
for await (const { etag, timestamp, ...properties } of tables.listEntities({ queryOptions: { filter: "PartitionKey ne 'js'" } })) {
  rows.push({ etag, ...Object.fromEntries(Object.entries(properties).map(([name, value]) => [name, plain(value)])) });
}

await tables.createEntity({
  partitionKey: 'js', rowKey: "it's 区", text: '路灯', whole: 7, real: 1.5, flag: true, long: 9007199254740993n,
  at: new Date('2026-11-22T09:30:15.123Z'), bytes: new Uint8Array([0, 255]),
  id: { type: 'Guid', value: '0f8fad5b-d9cb-469f-a165-70867728950e' }, none: { type: 'Double', value: 'NaN' },
});
await tables.submitTransaction([
  ['create', { partitionKey: 'js', rowKey: '1' }],
  ['upsert', { partitionKey: 'js', rowKey: '2' }, 'Replace'],
]);

const queues = new QueueClient(connectionString, queue);
const { receivedMessageItems } = await queues.receiveMessages({ numberOfMessages: 32 });
const messages = receivedMessageItems.map((item) => Buffer.from(item.messageText, 'base64').toString());
await queues.sendMessage(Buffer.from('来自 JavaScript').toString('base64'));

console.log(JSON.stringify({ rows, messages }));
