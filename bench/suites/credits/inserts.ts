import { uuidv7 } from '@hub/db'
import type { Pool } from 'pg'

/** As many rows a statement, and as many statements at a time, as the hub's charges have. */
export const ACTS_TOGETHER = 64
const LANES = 2

interface Waiting {
  id: string
  orgId: string
  resolve: () => void
  reject: (error: unknown) => void
}

/** Rows as an entry of any journal has them: ids, an amount, a time, one primary key. */
export class Inserts {
  readonly #bare: Pool
  readonly #micro: number
  readonly #waiting: Waiting[] = []
  #lanes = 0

  private constructor(bare: Pool, micro: number) {
    this.#bare = bare
    this.#micro = micro
  }

  static async prepare(bare: Pool, micro: number): Promise<Inserts> {
    await bare.query(
      'create table bench_entry (id uuid primary key, org_id uuid not null, amount bigint not null, at timestamptz not null default now())',
    )
    return new Inserts(bare, micro)
  }

  /** One row, one durable transaction. */
  async alone(): Promise<number> {
    const text = 'insert into bench_entry (id, org_id, amount) values ($1, $2, $3)'
    await this.#bare.query({ name: 'insert', text, values: [uuidv7(), uuidv7(), this.#micro] })
    return 1
  }

  /** One row; what comes while others are under way goes together in the next statement, as charges do. */
  shared(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ id: uuidv7(), orgId: uuidv7(), resolve: () => resolve(1), reject })
      this.#go()
    })
  }

  #go(): void {
    while (this.#lanes < LANES && this.#waiting.length > 0)
      void this.#send(this.#waiting.splice(0, ACTS_TOGETHER))
  }

  async #send(rows: readonly Waiting[]): Promise<void> {
    this.#lanes += 1
    const text =
      'insert into bench_entry (id, org_id, amount) select id, org_id, $3::bigint from unnest($1::uuid[], $2::uuid[]) as row (id, org_id)'
    const values = [rows.map(({ id }) => id), rows.map(({ orgId }) => orgId), this.#micro]
    try {
      await this.#bare.query({ name: 'insert-many', text, values })
      for (const { resolve } of rows) resolve()
    } catch (error) {
      for (const { reject } of rows) reject(error)
    }
    this.#lanes -= 1
    this.#go()
  }
}
