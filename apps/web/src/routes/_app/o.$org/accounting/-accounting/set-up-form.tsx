import { chartOf, followsDocuments } from '@hub/api/schemas/shared/ledger-chart'
import type { ChartKind } from '@hub/api/schemas/shared/ledger-chart'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Note } from '@hub/ui/note'
import { showToast } from '@hub/ui/toast'
import { useState } from 'react'
import { useHub, useOrganization } from '../../../../../account.ts'
import { currencyChoices } from '../../../../../components/currency-choices.ts'
import { DayInput } from '../../../../../components/day-input.tsx'
import { todayIn } from '../../../../../components/day-words.ts'
import { useDraft, useDraftName } from '../../../../../components/draft.ts'
import { RestoredDraft } from '../../../../../components/restored-draft.tsx'
import { holdsUnreadable } from '../../../../../components/sending.ts'
import { useUnsaved } from '../../../../../unsaved.ts'
import { digitsOf } from './currency-digits.ts'
import { emptyLine, isBlank, note, readSides, valueIn } from './entry-lines.ts'
import type { LineProblems } from './entry-lines.ts'
import { OpeningBalances } from './opening-balances.tsx'
import { countryChoices, dayChoices, monthChoices } from './set-up-choices.ts'
import { ratesWords, readRates } from './tax-rates.ts'
import { useGridAct } from './use-grid-act.ts'
import { CHOOSE_ACCOUNT, accountNamed } from './use-ledger-accounts.ts'

const [countries, currencies, months, days] = [
  [{ value: '', label: 'Choose' }, ...countryChoices()],
  currencyChoices(),
  monthChoices(),
  dayChoices(),
]

const kinds = [
  { value: 'services', label: 'Services' },
  { value: 'goods', label: 'Goods' },
]

/** What is filled in, which this tab keeps until the books are set up. */
function useSetUp() {
  const { currency, timeZone } = useOrganization()
  const { text, setText, isRestored, discard } = useDraft(useDraftName('accounting.setUp'))
  const [blank] = useState(() => ({
    country: '',
    baseCurrency: currencies.some(({ value }) => value === currency) ? currency : 'EUR',
    month: '01',
    day: '01',
    startsOn: `${todayIn(timeZone).slice(0, 4)}-01-01` as string | null,
    chart: 'services',
    taxName: 'VAT',
    taxRates: '',
    opening: [emptyLine(), emptyLine()],
  }))
  // Only this form writes it.
  const values = text === '' ? blank : (JSON.parse(text) as typeof blank)
  return {
    values,
    isTouched: text !== '',
    isRestored,
    change: (next: Partial<typeof blank>) => setText(JSON.stringify({ ...values, ...next })),
    forget: discard,
  }
}

const kindOf = (chart: string): ChartKind => (chart === 'goods' ? 'goods' : 'services')

/** Accounts that may hold something on the first day. */
const openingAccounts = (chart: string) => chartOf(kindOf(chart)).filter((one) => !followsDocuments(one))

type Values = ReturnType<typeof useSetUp>['values']

/** The input as it is sent, or what has to be mended first. */
function checkSetUp(values: Values) {
  const { country, baseCurrency, month, day, startsOn, chart } = values
  const lines = values.opening.filter((line) => !isBlank(line))
  const problems: LineProblems = {}
  const rates = readRates(values.taxRates, values.taxName)
  const opening = lines.map((line) => {
    const account = accountNamed(valueIn(line, 'account'), openingAccounts(chart))
    if (!account) note(problems, line, { account: CHOOSE_ACCOUNT })
    return { code: account?.code ?? '', ...readSides(line, digitsOf(baseCurrency), problems) }
  })
  const fields = {
    ...(country === '' && { country: 'Choose a country.' }),
    ...(startsOn === null && { startsOn: 'Choose a day.' }),
    ...('problem' in rates && { taxRates: rates.problem }),
  }
  const isWrong = [fields, problems].some((found) => Object.keys(found).length > 0)
  if (isWrong || startsOn === null || 'problem' in rates) return { problems: { fields, lines: problems } }
  return {
    lines,
    input: {
      country,
      baseCurrency,
      yearStart: `${month}-${day}`,
      startsOn,
      chart: kindOf(chart),
      opening,
      taxRates: rates.taxes,
    },
  }
}

const sentFields = ['country', 'baseCurrency', 'yearStart', 'startsOn', 'chart', 'taxRates']
const sentColumns = { code: 'account', debit: 'debit', credit: 'credit' }

/** Sets up the books, once. */
export function SetUpForm() {
  const hub = useHub()
  const { values, isTouched, isRestored, change, forget } = useSetUp()
  const { problems, setProblems, refuse, isPending, run } = useGridAct()
  useUnsaved(isTouched && !isPending)
  const changeField = (next: Partial<Values>) => {
    change(next)
    const fields = Object.entries(problems.fields).filter(([name]) => !(name in next))
    setProblems({ ...problems, fields: Object.fromEntries(fields) })
  }
  const setUp = async () => {
    const read = checkSetUp(values)
    if (read.input === undefined) return refuse(read.problems)
    const sent = { list: 'opening', lines: read.lines, fields: sentFields, columns: sentColumns }
    await run(sent, async (idempotencyKey) => {
      await hub.client.modules.accounting.book.setUp.mutate({ ...read.input, idempotencyKey })
      forget()
      await hub.queryClient.invalidateQueries(hub.trpc.modules.accounting.pathFilter())
      showToast('The books are set up.')
    })
  }
  return (
    <Card title="Set up the books" className="max-w-[860px]">
      <form
        noValidate
        aria-label="Set up the books"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending && !holdsUnreadable(event)) void setUp()
        }}
      >
        <RestoredDraft onDiscard={isRestored ? forget : undefined} />
        {problems.whole !== undefined && (
          <Note tone="danger" live>
            {problems.whole}
          </Note>
        )}
        <Basics values={values} problems={problems.fields} onChange={changeField} />
        <OpeningBalances
          currency={values.baseCurrency}
          accounts={openingAccounts(values.chart)}
          lines={values.opening}
          problems={problems.lines}
          onChange={(opening) => change({ opening })}
        />
        <Button
          type="submit"
          variant="primary"
          className="self-start"
          pending={isPending}
          pendingLabel="Setting up"
        >
          Set up the books
        </Button>
      </form>
    </Card>
  )
}

interface BasicsProps {
  values: Values
  problems: Readonly<Record<string, string>>
  onChange: (change: Partial<Values>) => void
}

function Basics({ values, problems, onChange }: BasicsProps) {
  return (
    <div className="grid grid-cols-2 gap-4 max-tablet:grid-cols-1">
      <Field label="Country" error={problems['country']}>
        <NativeSelect
          options={countries}
          value={values.country}
          onChange={({ target }) => onChange({ country: target.value })}
        />
      </Field>
      <Field
        label="Currency of the books"
        hint="It stays: reports and taxes are in it."
        error={problems['baseCurrency']}
      >
        <NativeSelect
          options={currencies}
          value={values.baseCurrency}
          onChange={({ target }) => onChange({ baseCurrency: target.value })}
        />
      </Field>
      <YearStart values={values} problems={problems} onChange={onChange} />
      <Field
        label="First day of the books"
        hint="Nothing can be posted before it."
        error={problems['startsOn']}
      >
        <DayInput value={values.startsOn} onValueChange={(startsOn) => onChange({ startsOn })} />
      </Field>
      <TaxRates values={values} problems={problems} onChange={onChange} />
      <Field
        label="The business sells"
        hint="Decides which ledger accounts there are to begin with."
        error={problems['chart']}
      >
        <NativeSelect
          options={kinds}
          value={values.chart}
          onChange={({ target }) => onChange({ chart: target.value })}
        />
      </Field>
    </div>
  )
}

function TaxRates({ values, problems, onChange }: BasicsProps) {
  return (
    <div className="grid grid-cols-[96px_minmax(0,1fr)] gap-2">
      <Field label="Tax is called">
        <Input
          autoComplete="off"
          maxLength={30}
          value={values.taxName}
          onChange={({ target }) => onChange({ taxName: target.value })}
        />
      </Field>
      <Field
        label="Rates you charge, %"
        hint={ratesWords(values.taxRates, values.taxName) ?? 'Such as 23, 13.5. Empty where you charge none.'}
        error={problems['taxRates']}
      >
        <Input
          autoComplete="off"
          value={values.taxRates}
          onChange={({ target }) => onChange({ taxRates: target.value })}
        />
      </Field>
    </div>
  )
}

function YearStart({ values, problems, onChange }: BasicsProps) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_96px] gap-2">
      <Field label="Fiscal year begins in" error={problems['yearStart']}>
        <NativeSelect
          options={months}
          value={values.month}
          onChange={({ target }) => onChange({ month: target.value })}
        />
      </Field>
      <Field label="On day">
        <NativeSelect
          options={days}
          value={values.day}
          onChange={({ target }) => onChange({ day: target.value })}
        />
      </Field>
    </div>
  )
}
