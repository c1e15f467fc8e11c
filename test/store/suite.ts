import { describe } from 'vitest';
import type { TestDatabase } from '../support/database.ts';
import { columnTests } from './columns.ts';
import { explanationTests } from './explanations.ts';
import { raceTests } from './races.ts';
import { readTests } from './reads.ts';
import { transactionTests } from './transactions.ts';
import { upgradeTests } from './upgrades.ts';

/** All that a database of the registry must do. Every engine runs it whole. */
export function storeSuite(database: TestDatabase): void {
  describe('columns', () => columnTests(database));
  describe('reads', () => readTests(database));
  describe('transactions', () => transactionTests(database));
  describe('explanations', () => explanationTests(database));
  describe('races', () => raceTests(database));
  describe('upgrades', () => upgradeTests(database));
}
