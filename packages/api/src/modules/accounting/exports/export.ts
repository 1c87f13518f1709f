import type { OrgDb } from '@hub/db'
import type { OrgContext } from '../../../platform/calls/context.ts'
import { exportedText } from '../../../platform/files/text-export.ts'
import type { RowsRead } from '../../../platform/files/text-export.ts'
import { requireBook } from '../book/queries.ts'
import { fieldFault } from '../../../shared/field-fault.ts'
import { beancountWriter } from './beancount.ts'
import { entriesOf } from './entries.ts'
import { hledgerWriter } from './hledger.ts'
import type { JournalWriter, TextEntry } from './journal-text.ts'
import { BookFilters } from './schema.ts'
import type { BookFormat } from './schema.ts'

const writers: Readonly<Record<BookFormat, { ending: string; writer: () => JournalWriter }>> = {
  hledger: { ending: 'journal', writer: hledgerWriter },
  beancount: { ending: 'beancount', writer: beancountWriter },
}

/** Declares what it has not declared yet: accounts and currencies that came while the file is written as well. */
class Declared {
  readonly #db: OrgDb
  readonly #writer: JournalWriter
  readonly #accounts = new Set<string>()
  readonly #currencies = new Set<string>()

  constructor(db: OrgDb, writer: JournalWriter) {
    this.#db = db
    this.#writer = writer
  }

  async accounts(): Promise<string> {
    const found = await this.#db
      .selectFrom('accountingAccount')
      .select(['id', 'code', 'name', 'type'])
      .orderBy('code')
      .execute()
    const fresh = found.filter(({ id }) => !this.#accounts.has(id))
    for (const { id } of fresh) this.#accounts.add(id)
    return fresh.map((account) => this.#writer.account(account)).join('')
  }

  currencies(codes: Iterable<string>): string {
    const fresh = [...new Set(codes)].filter((code) => !this.#currencies.has(code))
    for (const code of fresh) this.#currencies.add(code)
    return fresh.map((code) => this.#writer.currency(code)).join('')
  }

  async of(entries: readonly TextEntry[]): Promise<string> {
    const lines = entries.flatMap((entry) => entry.lines)
    const currencies = this.currencies(lines.map(({ currency }) => currency))
    const isKnown = lines.every(({ accountId }) => this.#accounts.has(accountId))
    return currencies + (isKnown ? '' : await this.accounts())
  }
}

async function* journalOf(ctx: OrgContext, filters: BookFilters, read: RowsRead): AsyncGenerator<string> {
  const { baseCurrency } = await requireBook(ctx.db)
  const writer = writers[filters.format].writer()
  const declared = new Declared(ctx.db, writer)
  yield writer.head(`Books of ${ctx.org.slug}`) + declared.currencies([baseCurrency])
  yield await declared.accounts()
  for await (const entries of entriesOf(ctx.db, filters, baseCurrency)) {
    read.rows += entries.length
    yield (await declared.of(entries)) + entries.map((entry) => writer.entry(entry)).join('')
  }
}

/** The books as a journal that another program reads, so that anybody can check them by it (ACC-5). */
export const bookExport = exportedText({
  kind: 'books',
  procedure: 'modules.accounting.exports.prepare',
  action: 'accounting.book.exported',
  filters: BookFilters,
  async require({ db }, { from, to }) {
    await requireBook(db)
    if (from !== undefined && to !== undefined && from > to)
      throw fieldFault('from', 'The first day has to be before the last one.')
  },
  format: ({ format }) => ({ ending: writers[format].ending, mediaType: 'text/plain; charset=utf-8' }),
  parts: journalOf,
})
