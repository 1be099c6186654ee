// A client of WeChat's API that no one here wrote, told what to do by the test.
// In: {prefix, appId, appSecret, steps: [...]}. Out: what each step answered: {result} or {code}.
import { readFileSync } from 'node:fs';
import CoWechatApi from 'co-wechat-api';

const { prefix, appId, appSecret, steps } = JSON.parse(readFileSync(0, 'utf8'));
const api = new CoWechatApi(appId, appSecret);
api.prefix = prefix;

const acts = {
  token: async () => Object.keys(await api.getAccessToken()),
  send: ({ openId, template, data }) => api.sendTemplate(openId, template, 'https://example.com/', '#173177', data),
  // Its own sendTemplate knows no client_msg_id.
  sendOnce: async ({ openId, template, id }) => {
    const { accessToken } = await api.ensureAccessToken();
    return api.request(`${api.prefix}message/template/send?access_token=${accessToken}`, {
      method: 'POST', dataType: 'json', headers: { 'Content-Type': 'application/json' },
      data: JSON.stringify({ touser: openId, template_id: template, client_msg_id: id, data: {} }),
    });
  },
};

const answers = [];
for (const step of steps) {
  try {
    answers.push({ result: await acts[step.act](step) });
  } catch (error) {
    answers.push({ code: error.code ?? null, message: error.message });
  }
}
// A message's number passes 2^53; the library reads it as a big number.
console.log(JSON.stringify(answers, (_, value) => value?.constructor?.name === 'BigNumber' ? value.toFixed() : value));
