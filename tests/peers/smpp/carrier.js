// An SMPP carrier on loopback that tells what it gets as lines of JSON and takes faults the same way.
'use strict';
const fs = require('fs');
const readline = require('readline');
const smpp = require('smpp');

const say = (event) => process.stdout.write(JSON.stringify(event) + '\n');
const orders = { bind: 0, plan: [], every: 0, fault: '', receipt: 'tlv', state: 'DELIVRD', slow: 300, spelling: 'same' };
const states = { ENROUTE: 1, DELIVRD: 2, EXPIRED: 3, UNDELIV: 5, REJECTD: 8 };
let taken = 0;
let sessions = [];

function receipt(session, pdu, id) {
  if (orders.receipt === 'none') return;
  const named = orders.spelling === 'decimal' ? String(parseInt(id, 16)) : id;
  const text = `id:${named} sub:001 dlvrd:001 submit date:2611240900 done date:2611240901 ` +
    `stat:${orders.state} err:${orders.state === 'DELIVRD' ? '000' : '027'} text:...`;
  const note = { esm_class: 4, source_addr: pdu.destination_addr, destination_addr: pdu.source_addr };
  const answered = (answer) => say({ receipt: id, status: answer.command_status });
  if (orders.receipt !== 'text') {
    session.deliver_sm({ ...note, receipted_message_id: named, message_state: states[orders.state] }, answered);
  }
  if (orders.receipt === 'twice') {
    session.deliver_sm({ ...note, receipted_message_id: named, message_state: states[orders.state] }, answered);
  }
  if (orders.receipt === 'text') session.deliver_sm({ ...note, short_message: text }, answered);
}

function told(pdu, id) {
  const body = pdu.short_message && pdu.short_message.message ? pdu.short_message : pdu.message_payload;
  const header = pdu.short_message && pdu.short_message.udh ? pdu.short_message.udh[0] : null;
  say({
    submit: id, to: pdu.destination_addr, text: body.message || body, coding: pdu.data_coding,
    esm: pdu.esm_class, wants: pdu.registered_delivery, payload: Boolean(pdu.message_payload),
    udh: header ? [...header] : [],
  });
}

function submitted(session, pdu) {
  const fault = orders.plan.length ? orders.plan.shift()
    : orders.every && (taken + 1) % orders.every === 0 ? orders.fault : '';
  if (fault === 'cut_before') { taken += 1; session.destroy(); return; }
  if (fault === 'silent') return;
  if (/^0x/.test(fault)) { session.send(pdu.response({ command_status: Number(fault) })); return; }
  taken += 1;
  const id = (0xA0000000 + taken).toString(16).toUpperCase();
  told(pdu, id);
  const answer = pdu.response({ message_id: id });
  if (fault === 'cut_after') { session.destroy(); return; }
  if (fault === 'cut_mid_pdu') { session.socket.write(answer.toBuffer().subarray(0, 10), () => session.destroy()); return; }
  if (fault === 'garbage') { session.socket.write(Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')); return; }
  if (fault === 'nonsense') { session.socket.write(Buffer.from('00000022000000050000000000000007' + '00'.repeat(17) + 'ff', 'hex')); return; }
  if (fault === 'receipt_first') {
    receipt(session, pdu, id);
    setTimeout(() => session.send(answer), 50);
  } else if (fault === 'slow') {
    setTimeout(() => { session.send(answer); receipt(session, pdu, id); }, orders.slow);
  } else {
    session.send(answer);
    receipt(session, pdu, id);
  }
}

function served(session) {
  sessions.push(session);
  session.on('error', () => {});
  session.on('close', () => { sessions = sessions.filter((one) => one !== session); });
  session.on('bind_transceiver', (pdu) => {
    say({ bind: pdu.system_id, type: pdu.system_type, status: orders.bind });
    const right = pdu.password === 'geheim12';
    session.send(pdu.response({ command_status: orders.bind || (right ? 0 : smpp.ESME_RINVPASWD) }));
  });
  session.on('submit_sm', (pdu) => submitted(session, pdu));
  session.on('enquire_link', (pdu) => { say({ enquire: true }); session.send(pdu.response()); });
  session.on('unbind', (pdu) => { say({ unbind: true }); session.send(pdu.response()); });
}

const [key, cert] = process.argv.slice(2);
const tls = key ? { key: fs.readFileSync(key), cert: fs.readFileSync(cert) } : {};
const server = smpp.createServer(tls, served);
server.on('error', (error) => say({ error: String(error) }));
server.listen(0, '127.0.0.1', () => say({ port: server.address().port }));

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const order = JSON.parse(line);
  Object.assign(orders, order);
  if (order.cut) sessions.forEach((session) => session.destroy());
  if (order.ask) sessions.forEach((session) => session.enquire_link(() => say({ answered: true })));
  if (order.leave) sessions.forEach((session) => session.unbind(() => say({ left: true })));
  delete orders.cut; delete orders.ask; delete orders.leave;
  say({ heard: true });
}).on('close', () => process.exit(0));
