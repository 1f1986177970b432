'use strict';

const fs = require('fs');
const { Connection, Request, TYPES } = require('tedious');

const encrypt = process.env.TDS_ENCRYPT === 'strict' ? 'strict' : process.env.TDS_ENCRYPT === 'true';
const ca = process.env.TDS_CA;
const options = {
  port: Number(process.env.TDS_PORT),
  encrypt,
  trustServerCertificate: false,
  connectTimeout: 20000,
  requestTimeout: 20000,
  appName: 'tedious',
};
if (ca) {
  options.cryptoCredentialsDetails = { ca: fs.readFileSync(ca) };
}
if (!encrypt) {
  options.trustServerCertificate = true;
}
const connection = new Connection({
  server: 'localhost',
  authentication: { type: 'default', options: { userName: 'sa', password: process.env.TDS_PASSWORD } },
  options,
});

function say(...words) {
  console.log(words.join(' '));
}

function perform(send, configure = () => {}) {
  return new Promise((resolve, reject) => {
    const rows = [];
    const request = new Request(send.text, (error, count) =>
      error ? reject(error) : resolve({ rows, count, request }));
    request.on('row', (columns) => rows.push(columns));
    configure(request);
    send.by(request);
  });
}

const batch = (text) => perform({ text, by: (request) => connection.execSqlBatch(request) });
const called = (name, ...more) =>
  new Promise((resolve, reject) => connection[name]((error) => (error ? reject(error) : resolve()), ...more));

async function types() {
  const { rows } = await batch('TYPES');
  for (const { value, metadata } of rows[0]) {
    const long = metadata.colName.endsWith('max');
    say(metadata.colName, long ? value.length : value);
  }
  if (rows[1].some(({ value }) => value !== null)) {
    throw new Error('A NULL came as a value.');
  }
}

async function parameters() {
  const echo = await perform(
    { text: 'ECHO @number, @text, @nothing', by: (request) => connection.execSql(request) },
    (request) => {
      request.addParameter('number', TYPES.Int, 7);
      request.addParameter('text', TYPES.NVarChar, 'Größe');
      request.addParameter('nothing', TYPES.DateTime2, null);
    });
  say('echo', ...echo.rows[0].map(({ value }) => String(value)));

  const answers = [];
  const prepared = new Request('ECHO @number', () => {});
  prepared.addParameter('number', TYPES.Int);
  await new Promise((resolve, reject) => {
    prepared.on('prepared', resolve);
    prepared.on('error', reject);
    connection.prepare(prepared);
  });
  for (let number = 1; number <= 3; number++) {
    await new Promise((resolve, reject) => {
      prepared.userCallback = (error) => (error ? reject(error) : resolve());
      prepared.callback = prepared.userCallback;
      prepared.removeAllListeners('row');
      prepared.on('row', (columns) => answers.push(columns[0].value));
      connection.execute(prepared, { number });
    });
  }
  say('prepared', ...answers);

  await perform(
    { text: 'dbo.proc', by: (request) => connection.callProcedure(request) },
    (request) => {
      request.addParameter('in', TYPES.NVarChar, 'in');
      request.addOutputParameter('out', TYPES.Int);
      request.on('returnValue', (name, value) => say('output', value));
    });
}

async function cancel() {
  const error = await new Promise((resolve) => {
    connection.once('infoMessage', () => connection.cancel());
    connection.execSqlBatch(new Request('WAIT', resolve));
  });
  say('cancelled', error && error.code);
  const { rows } = await batch('STREAM 4');
  say('after cancel', rows.length);
}

async function main() {
  await new Promise((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())));
  await types();
  const chain = await batch('CHAIN');
  say('chain', ...chain.rows.map((columns) => columns[0].value));
  await parameters();
  await called('beginTransaction');
  await called('commitTransaction');
  await called('beginTransaction');
  await called('rollbackTransaction');
  await batch('FAIL').catch((error) => say('error', error.number));
  await cancel();
  await batch('USE XPDATA');
  say('database', (await batch('DATABASE')).rows[0][0].value);
  await new Promise((resolve, reject) => connection.reset((error) => (error ? reject(error) : resolve())));
  say('database after reset', (await batch('DATABASE')).rows[0][0].value);
  connection.close();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
