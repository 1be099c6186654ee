// The obvious server in Node: verify, decrypt, store one row, answer encrypted.
import http from 'node:http';
import readline from 'node:readline';
import { TableClient } from '@azure/data-tables';
import crypto from 'wechat-crypto';

const lines = readline.createInterface({ input: process.stdin });
const { connection, table: tableName, token, key, appId } = JSON.parse((await lines[Symbol.asyncIterator]().next()).value);
process.stdin.on('end', () => process.exit(0));

const cryptor = new crypto(token, key, appId);
const table = TableClient.fromConnectionString(connection, tableName, { allowInsecureConnection: true });
await table.createTable();

const data = (xml, name) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?([\\s\\S]*?)(?:\\]\\]>)?</${name}>`).exec(xml)?.[1];

async function answer(request, body) {
  const query = new URL(request.url, 'http://localhost').searchParams;
  const [timestamp, nonce] = [query.get('timestamp'), query.get('nonce')];
  const encrypted = data(body, 'Encrypt');
  if (!encrypted || cryptor.getSignature(timestamp, nonce, encrypted) !== query.get('msg_signature')) return null;
  const { message, id } = cryptor.decrypt(encrypted);
  if (id !== appId) return null;
  const [sender, account, msgId, content] = ['FromUserName', 'ToUserName', 'MsgId', 'Content'].map(name => data(message, name));
  const station = `na${String(Number(sender.slice(-5)) % 164 + 1).padStart(3, '0')}`;
  await table.createEntity({
    partitionKey: station, rowKey: `o|${msgId}`, Number: msgId, Content: content, Channel: 'wechat', Status: 'Received',
    ReceivedAt: new Date(), SenderKey: sender, Moves: 0,
  });
  const reply = `<xml><ToUserName><![CDATA[${sender}]]></ToUserName><FromUserName><![CDATA[${account}]]></FromUserName><CreateTime>${timestamp}</CreateTime>`
    + `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[您的意见已收到，受理编号：${station}-${msgId}\n3 个工作日内会有人受理。]]></Content></xml>`;
  const sealed = cryptor.encrypt(reply);
  return `<xml><Encrypt><![CDATA[${sealed}]]></Encrypt><MsgSignature><![CDATA[${cryptor.getSignature(timestamp, nonce, sealed)}]]></MsgSignature>`
    + `<TimeStamp>${timestamp}</TimeStamp><Nonce><![CDATA[${nonce}]]></Nonce></xml>`;
}

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', async () => {
    try {
      const reply = await answer(request, Buffer.concat(chunks).toString('utf8'));
      if (reply === null) return response.writeHead(401).end();
      const bytes = Buffer.from(reply);
      response.writeHead(200, { 'Content-Type': 'text/xml; charset=utf-8', 'Content-Length': bytes.length }).end(bytes);
    } catch (fault) {
      console.error(fault);
      response.writeHead(503, { 'Content-Length': 0 }).end();
    }
  });
});
server.listen(0, '127.0.0.1', () => console.log(`ready :${server.address().port}`));
