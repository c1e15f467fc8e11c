import express from 'express';

/** The bare Express 5 server that figures are held against: JSON in, a fixed small JSON out. */
const app = express();
app.use(express.json());
app.post('/noop', (_request, response) => {
  response.status(201).json({ id: '01900000-0000-7000-8000-000000000000', outcome: 'compliant' });
});
app.get('/noop', (_request, response) => {
  response.json({ items: [] });
});
const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
process.on('disconnect', () => server.close());
