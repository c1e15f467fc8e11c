import { createServer } from 'node:http';
import express from 'express';

/** The bare servers that figures are held against, Express 5 and node:http: JSON in, a fixed small JSON out. */
const ANSWER = { id: '01900000-0000-7000-8000-000000000000', outcome: 'compliant' };

const app = express();
app.use(express.json());
app.post('/noop', (_request, response) => {
  response.status(201).json(ANSWER);
});
app.get('/noop', (_request, response) => {
  response.json({ items: [] });
});

const bare = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString());
    response.writeHead(201, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(ANSWER));
  });
});

const listening = (server) => new Promise((resolve) => server.once('listening', () => resolve(server.address().port)));
const servers = [app.listen(0, '127.0.0.1'), bare.listen(0, '127.0.0.1')];
const [expressPort, httpPort] = await Promise.all(servers.map(listening));
process.send?.({ express: `http://127.0.0.1:${expressPort}`, http: `http://127.0.0.1:${httpPort}` });
process.on('disconnect', () => process.exit(0));
