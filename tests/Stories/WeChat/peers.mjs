// Three libraries that no one here wrote seal pushes and open replies.
// In: {token, key, appId, timestamp, nonce, texts: [xml], replies: [envelope]}. Out: {sealed: [...], opened: [...]}.
import { readFileSync } from 'node:fs';
import WechatCrypto from 'wechat-crypto';
import * as wecom from '@wecom/crypto';
import WXCrypt from 'wxcrypt';

const { token, key, appId, timestamp, nonce, texts, replies } = JSON.parse(readFileSync(0, 'utf8'));
const wechatCrypto = new WechatCrypto(token, key, appId);
const wxcrypt = new WXCrypt(token, key, appId);
const element = (xml, name) => new RegExp(`<${name}>(?:<!\\[CDATA\\[)?(.*?)(?:\\]\\]>)?</${name}>`).exec(xml)[1];
const push = encrypt => `<xml>\n    <ToUserName><![CDATA[gh_10f6c3c3ac5a]]></ToUserName>\n    <Encrypt><![CDATA[${encrypt}]]></Encrypt>\n</xml>\n`;

const sealers = {
  'wechat-crypto': xml => {
    const encrypt = wechatCrypto.encrypt(xml);
    return { body: push(encrypt), signature: wechatCrypto.getSignature(timestamp, nonce, encrypt) };
  },
  '@wecom/crypto': xml => {
    const encrypt = wecom.encrypt(key, xml, appId);
    return { body: push(encrypt), signature: wecom.getSignature(token, timestamp, nonce, encrypt) };
  },
  wxcrypt: xml => {
    const body = wxcrypt.encryptMsg(xml, timestamp, nonce);
    return { body, signature: element(body, 'MsgSignature') };
  },
};

const signed = (reply, sign) => {
  const encrypt = element(reply, 'Encrypt');
  if (sign(element(reply, 'TimeStamp'), element(reply, 'Nonce'), encrypt) !== element(reply, 'MsgSignature')) throw new Error('wrong signature');
  return encrypt;
};

const owned = ({ message, id }) => {
  if (id !== appId) throw new Error('wrong receiver');
  return message;
};

const openers = {
  'wechat-crypto': reply => owned(wechatCrypto.decrypt(signed(reply, (t, n, e) => wechatCrypto.getSignature(t, n, e)))),
  '@wecom/crypto': reply => owned(wecom.decrypt(key, signed(reply, (t, n, e) => wecom.getSignature(token, t, n, e)))),
  wxcrypt: reply => wxcrypt.decryptMsg(element(reply, 'MsgSignature'), element(reply, 'TimeStamp'), element(reply, 'Nonce'), reply),
};

const each = (by, inputs, make) => Object.entries(by).flatMap(([peer, work]) => inputs.map((input, index) => ({ peer, index, ...make(work(input)) })));
console.log(JSON.stringify({ sealed: each(sealers, texts, sealed => sealed), opened: each(openers, replies, text => ({ text })) }));
