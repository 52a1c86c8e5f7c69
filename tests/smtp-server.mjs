// An SMTP server for the tests. The recipient's address says what it does (fault.times.unique@example.org, see FaultAddress),
// "data554.1.x@…" and "rcpt450.1.x@…" answer with that code. What it has taken is at http://127.0.0.1:{control}/taken.
import http from 'node:http';
import { SMTPServer } from 'smtp-server';

const greeting = Number(process.argv[2] ?? 0);
const withoutTls = process.argv[3] === 'without-tls';
const taken = [];
const attempts = new Map();
const sockets = new Map();

const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });

function fate(address) {
  const [fault, times] = address.split('.');
  const made = (attempts.get(address) ?? 0) + 1;
  attempts.set(address, made);
  return made <= Number(times) ? fault : 'None';
}

const server = new SMTPServer({
  authOptional: true,
  size: 0,
  hideSTARTTLS: withoutTls,
  allowInsecureAuth: true,
  disableReverseLookup: true,
  onConnect(session, callback) {
    callback(greeting ? refuse(greeting, 'come back later') : null);
  },
  onAuth(auth, session, callback) {
    if (auth.username === 'directory-is-down') return callback(refuse(454, 'temporary authentication failure'));
    return auth.password === 'right' ? callback(null, { user: auth.username }) : callback(refuse(535, 'wrong password'));
  },
  onRcptTo(address, session, callback) {
    session.fate = fate(address.address);
    if (session.fate === 'Refused') return callback(refuse(550, 'no such person'));
    if (session.fate === 'Busy') return callback(refuse(451, 'too much mail, later'));
    if (session.fate === 'Broken') return callback(refuse(421, 'out of order'));
    if (session.fate.startsWith('rcpt')) return callback(refuse(Number(session.fate.slice(4)), 'as asked'));
    return callback();
  },
  onData(stream, session, callback) {
    const cut = () => sockets.get(session.remotePort)?.destroy();
    if (session.fate === 'CutInTheMiddle') return stream.once('data', cut);
    const chunks = [];
    stream.on('data', (chunk) => chunks.push(chunk));
    return stream.on('end', () => {
      if (session.fate === 'TooLarge') return callback(refuse(552, 'too large'));
      if (session.fate.startsWith('data')) return callback(refuse(Number(session.fate.slice(4)), 'as asked'));
      taken.push(Buffer.concat(chunks).toString('base64'));
      if (session.fate === 'SilentAfterTaking') return undefined;
      if (session.fate === 'DroppedAfterTaking') return cut();
      return callback(null, 'taken');
    });
  },
});

server.on('error', () => {});
server.server.on('connection', (socket) => {
  const port = socket.remotePort;
  sockets.set(port, socket);
  socket.on('close', () => sockets.delete(port));
});

const control = http.createServer((request, response) => response.end(JSON.stringify(taken)));
control.listen(0, '127.0.0.1', () =>
  server.listen(0, '127.0.0.1', () => console.log(`${server.server.address().port} ${control.address().port}`)));

process.stdin.on('end', () => process.exit(0)).resume();
