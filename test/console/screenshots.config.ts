import config from './vitest.config.ts';

/** Not of the suite: `npm run screenshots` takes the README's pictures anew. */
export default { ...config, test: { ...config.test, include: ['test/console/*.shots.ts'] } };
