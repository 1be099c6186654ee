// Reads { document, answers: [{ operation: "get /api/stations/{stationId}", status, body }] }; writes a line for each fault.
import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

const { document, answers } = JSON.parse(readFileSync(0, 'utf8'));
const faults = [];
const validator = new Validator();
const result = await validator.validate(structuredClone(document));
if (!result.valid) faults.push(JSON.stringify(result.errors));
if (validator.version !== '3.1') faults.push(`It is OpenAPI ${validator.version}.`);

const ajv = new Ajv.default({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema({ $id: 'api', ...document });
for (const { operation, status, body } of answers) {
  const [verb, path] = operation.split(' ');
  const content = document.paths[path]?.[verb]?.responses[status]?.content?.['application/json'];
  const reference = content?.schema.$ref;
  if (!reference) { faults.push(`${operation} ${status} is not described.`); continue; }
  // Nothing is given that is not described.
  const check = ajv.compile({ $ref: `api${reference}`, unevaluatedProperties: false });
  if (!check(body)) faults.push(`${operation} ${status}: ${ajv.errorsText(check.errors)}`);
}
console.log(faults.join('\n'));
