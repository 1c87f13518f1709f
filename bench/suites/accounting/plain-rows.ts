import { uuidv7 } from '@hub/db'
import type { Pool } from 'pg'
import { LINES } from './books.ts'

/** The same rows in tables that know nothing: no other table, no rule, one primary key each. */
export class PlainRows {
  readonly #bare: Pool

  private constructor(bare: Pool) {
    this.#bare = bare
  }

  static async prepare(bare: Pool): Promise<PlainRows> {
    await bare.query(
      `create table bench_journal (id uuid primary key, org_id uuid not null, series text not null, fiscal_year int not null,
         number bigint not null, entry_date date not null, kind text not null, line_count int not null, memo text not null,
         actor_id uuid, posted_at timestamptz not null default now())`,
    )
    await bare.query(
      `create table bench_journal_line (org_id uuid not null, entry_id uuid not null, n int not null, entry_date date not null,
         account_id uuid not null, currency text not null, amount_minor bigint not null, base_minor bigint not null,
         memo text not null, primary key (org_id, entry_id, n))`,
    )
    return new PlainRows(bare)
  }

  /** An entry and its four lines by one statement, one durable transaction. */
  async entry(): Promise<number> {
    const text = `with entry as (
        insert into bench_journal (id, org_id, series, fiscal_year, number, entry_date, kind, line_count, memo, actor_id)
        values ($1, $2, 'J', 2026, 1, '2026-03-05', 'ordinary', ${LINES}, 'Goods of the week', $3))
      insert into bench_journal_line (org_id, entry_id, n, entry_date, account_id, currency, amount_minor, base_minor, memo)
      values ${[1, 2, 3, 4].map((n) => `($2, $1, ${n}, '2026-03-05', $3, 'EUR', $4, $4, '')`).join(', ')}`
    await this.#bare.query({ name: 'journal', text, values: [uuidv7(), uuidv7(), uuidv7(), 1_250] })
    return 1
  }

  /** One row of the five. */
  async row(): Promise<number> {
    const text = `insert into bench_journal (id, org_id, series, fiscal_year, number, entry_date, kind, line_count, memo, actor_id)
      values ($1, $2, 'J', 2026, 1, '2026-03-05', 'ordinary', ${LINES}, 'Goods of the week', $3)`
    await this.#bare.query({ name: 'journal-row', text, values: [uuidv7(), uuidv7(), uuidv7()] })
    return 1
  }
}
