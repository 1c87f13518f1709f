import type { Line } from '@hub/ui/line-editor'
import { isBlank, note, readSides, valueIn } from './entry-lines.ts'
import type { LineProblems } from './entry-lines.ts'
import type { EntryDraft } from './use-entry-draft.ts'
import type { GridProblems } from './use-grid-act.ts'
import { CHOOSE_ACCOUNT, accountNamed } from './use-ledger-accounts.ts'
import type { LedgerAccount } from './use-ledger-accounts.ts'

interface Read {
  input: {
    date: string
    memo: string
    lines: { accountId: string; debit?: string; credit?: string; memo?: string }[]
  }
  /** Those that are sent, in the same order. */
  lines: Line[]
}

/** The entry as it is sent, or what has to be mended first. What else is wrong with it the hub says. */
export function checkEntry(
  { date, memo, lines }: EntryDraft,
  { accounts, digits }: { accounts: readonly LedgerAccount[]; digits: number },
): Read | { problems: GridProblems } {
  const problems: LineProblems = {}
  const fields = {
    ...(date === null && { date: 'Choose a day.' }),
    ...(memo.trim() === '' && { memo: 'Write what happened, in a few words.' }),
  }
  const written = lines.filter((line) => !isBlank(line))
  const sent = written.map((line) => {
    const account = accountNamed(valueIn(line, 'account'), accounts)
    if (!account) note(problems, line, { account: CHOOSE_ACCOUNT })
    const words = valueIn(line, 'memo')
    return {
      accountId: account?.id ?? '',
      ...readSides(line, digits, problems),
      ...(words !== '' && { memo: words }),
    }
  })
  const whole = written.length < 2 ? 'An entry needs two lines or more.' : undefined
  const isWrong = whole !== undefined || [fields, problems].some((found) => Object.keys(found).length > 0)
  if (date === null || isWrong) return { problems: { fields, lines: problems, whole } }
  return { input: { date, memo: memo.trim(), lines: sent }, lines: written }
}
