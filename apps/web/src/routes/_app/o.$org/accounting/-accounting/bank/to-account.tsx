import { Button } from '@hub/ui/button'
import { Combobox } from '@hub/ui/combobox'
import type { ComboboxOption } from '@hub/ui/combobox'
import { Docket } from '@hub/ui/docket'
import { Field } from '@hub/ui/field'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { Note } from '@hub/ui/note'
import { useState } from 'react'
import { holdsUnreadable } from '../../../../../../components/sending.ts'
import { useShortcut } from '../../../../../../shell/shortcut.ts'
import { accountLabel, useLedgerAccounts } from '../use-ledger-accounts.ts'
import type { BankAccount, WholeLine } from './bank-types.ts'
import { EntryDay } from './entry-day.tsx'
import type { EntryDayProps } from './entry-day.tsx'
import type { LineRate } from './line-rate.tsx'
import { nameOf, sizeWords } from './line-words.ts'
import type { Matching } from './use-matching.ts'

export interface ToAccountProps {
  line: WholeLine
  account: BankAccount
  rate: LineRate
  entryDay: EntryDayProps
  matching: Matching | undefined
  /** Somebody chose this above a proposal, and wants to type at once. */
  isAsked: boolean
}

/** Posts the line straight to a ledger account, such as bank fees. */
export function ToAccount({ line, account, rate, entryDay, matching, isAsked }: ToAccountProps) {
  const accounts = useLedgerAccounts()
  const [chosen, setChosen] = useState<ComboboxOption | null>(null)
  const [problem, setProblem] = useState<string | undefined>()
  const [input, setInput] = useState<HTMLInputElement | null>(null)
  useShortcut('a', () => input?.focus())
  const options = (accounts.data ?? [])
    .filter(({ id, role }) => id !== account.accountId && role !== 'receivable' && role !== 'payable')
    .map((one) => ({ value: one.id, label: accountLabel(one) }))
  const post = () => {
    setProblem(chosen ? undefined : 'Choose a ledger account.')
    const rated = rate.take()
    if (!chosen || rated === null) return
    const given = { accountId: chosen.value, on: entryDay.on, ...rated }
    matching?.accept({ bankLineId: line.id, kind: 'account', ...given }, nameOf(line))
  }
  const isOut = line.amount.startsWith('-')
  const size = sizeWords(line.amount)
  if (!matching) return <p className="text-text-2">Nothing in the books fits this line.</p>
  return (
    <form
      noValidate
      aria-label="Straight to an account"
      className="flex flex-col gap-4 rounded-lg border border-line p-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!matching.isPending && !holdsUnreadable(event)) post()
      }}
    >
      <h2 className="text-15 font-semibold">
        {isAsked ? 'Straight to an account' : 'Nothing fits. Which account is it?'}
      </h2>
      {matching.refusal !== null && (
        <Note tone="danger" live>
          {matching.refusal}
        </Note>
      )}
      <Field label="Ledger account" error={problem}>
        <Combobox
          value={chosen}
          onValueChange={setChosen}
          options={options}
          freeText
          inputRef={setInput}
          autoFocus={isAsked}
          placeholder="Code or name"
        />
      </Field>
      <EntryDay {...entryDay} />
      {rate.field}
      {chosen && (
        <Docket>
          <Ledger label="What is posted">
            <LedgerLine name={isOut ? chosen.label : account.account} amount={`debit ${size}`} />
            <LedgerLine name={isOut ? account.account : chosen.label} amount={`credit ${size}`} />
          </Ledger>
        </Docket>
      )}
      <Button
        type="submit"
        variant="primary"
        className="self-start max-tablet:self-stretch"
        pending={matching.isPending}
        pendingLabel="Posting"
      >
        Post and match
      </Button>
    </form>
  )
}
