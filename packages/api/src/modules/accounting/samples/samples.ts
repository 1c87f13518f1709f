import type { SampleDeclaration, SamplePlace } from '../../../platform/catalog/samples.ts'
import type { LedgerAccount } from '../accounts/schema.ts'
import { moves, opening } from './moves.ts'
import type { SampleMove } from './moves.ts'

const MODULE = 'modules.accounting'
/** The books of the sample begin so many days before today, a little before its work does. */
const BEGAN_DAYS_AGO = 45

async function fill(place: SamplePlace): Promise<void> {
  const who = place.people[0]?.name ?? ''
  const as = (daysAgo: number) => ({ who, daysAgo, hoursAgo: 3 })
  await place.call(as(BEGAN_DAYS_AGO), `${MODULE}.book.setUp`, {
    baseCurrency: 'EUR',
    country: 'IE',
    startsOn: place.day(-BEGAN_DAYS_AGO),
    chart: 'goods',
    opening: opening[place.name],
  })
  const { items } = (await place.call(as(BEGAN_DAYS_AGO), `${MODULE}.accounts.list`, { limit: 100 })) as {
    items: LedgerAccount[]
  }
  const idOf = (code: string) => items.find((account) => account.code === code)?.id
  const post = ([daysAgo, memo, debit, credit, amount]: SampleMove) =>
    place.call(as(daysAgo), `${MODULE}.journals.post`, {
      date: place.day(-daysAgo),
      memo,
      lines: [
        { accountId: idOf(debit), debit: amount },
        { accountId: idOf(credit), credit: amount },
      ],
    })
  for (const move of moves[place.name]) await post(move)
}

/** The cash book of some weeks, as the owner keeps it. */
export const accountingSamples: SampleDeclaration = {
  fill,
  requests: { bakery: [], repairs: [] },
  questions: {
    bakery: ['How much profit did we make?', 'Show the trial balance'],
    repairs: ['Show the balance sheet'],
  },
  usage: [{ path: `${MODULE}.reports.trialBalance`, door: 'mcp' }],
}
