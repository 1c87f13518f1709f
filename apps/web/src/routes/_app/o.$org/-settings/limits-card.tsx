import type { AppRouter } from '@hub/api'
import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { formatCredits } from '@hub/ui/credits'
import { Properties, Property } from '@hub/ui/drawer'
import { Field } from '@hub/ui/field'
import { Note } from '@hub/ui/note'
import { NumberInput } from '@hub/ui/number-input'
import { Skeleton } from '@hub/ui/skeleton'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import type { inferRouterOutputs } from '@trpc/server'
import { useCan, useHub } from '../../../../account.ts'
import { amountMicro } from '../../../../components/credit-amount.ts'
import { useDraftName } from '../../../../components/draft.ts'
import { sendEdits } from '../../../../components/edit-form.ts'
import { useEdits } from '../../../../components/edits.ts'
import { FormEdits } from '../../../../components/form-edits.tsx'
import { Loaded } from '../../../../components/loaded.tsx'
import type { LoadedProps } from '../../../../components/loaded.tsx'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'

type Limits = inferRouterOutputs<AppRouter>['credits']['limits']

/** What the organization lets itself and each member spend. Owners decide, everybody may know. */
export function LimitsCard({ query }: { query: LoadedProps<Limits>['query'] }) {
  const canDecide = useCan('organization.own')
  return (
    <Card title="Spending limits">
      <Loaded
        query={query}
        failed="The limits could not be loaded"
        skeleton={<Skeleton className="h-32 w-full" />}
      >
        {(data) => (canDecide ? <LimitsForm limits={data} /> : <LimitsView limits={data} />)}
      </Loaded>
    </Card>
  )
}

const words = (micro: number | null): string =>
  micro === null ? 'No limit' : `${formatCredits(micro)} credits`

const used = (micro: number, limit: number | null): string =>
  limit === null ? `${formatCredits(micro)} used` : `${formatCredits(micro)} of ${formatCredits(limit)} used`

function LimitsView({ limits }: { limits: Limits }) {
  return (
    <Properties>
      <Property name="In a month">
        {words(limits.monthMicro)}, {used(limits.usedThisMonthMicro, limits.monthMicro)}
      </Property>
      <Property name="Each member, a day">
        {words(limits.memberDayMicro)}, by you {used(limits.usedTodayMicro, limits.memberDayMicro)}
      </Property>
    </Properties>
  )
}

const NONE = /^\s*$/
const ZERO = /^\s*0+(\.0+)?\s*$/

/** What was typed: nothing is no limit, and 0 stops everything that costs. Undefined for what is no amount. */
function limitMicro(typed: string): number | null | undefined {
  if (NONE.test(typed)) return null
  return ZERO.test(typed) ? 0 : amountMicro(typed)
}

const shown = (micro: number | null): string =>
  micro === null ? '' : formatCredits(micro).replaceAll(',', '')

const WRONG = 'Write an amount such as 250 or 12.50, or leave it empty.'

const formOf = ({ monthMicro, memberDayMicro }: Limits) => ({
  month: shown(monthMicro),
  day: shown(memberDayMicro),
})
const labels = { month: 'Credits per month', day: 'Credits per member and day' }
const typedWords = (value: unknown): string => (value === '' ? 'No limit' : String(value))

function LimitsForm({ limits }: { limits: Limits }) {
  const { trpc, queryClient } = useHub()
  const edits = useEdits(useDraftName('settings.limits'), formOf(limits))
  const { month, day } = edits.values
  const call = useMutation(trpc.credits.setLimits.mutationOptions())
  const set = useMutation({
    mutationFn: () =>
      sendEdits({
        edits,
        saved: limits,
        send: ({ monthMicro, memberDayMicro }) =>
          call.mutateAsync({
            monthMicro: edits.edited.includes('month') ? (limitMicro(month) ?? null) : monthMicro,
            memberDayMicro: edits.edited.includes('day') ? (limitMicro(day) ?? null) : memberDayMicro,
            was: { monthMicro, memberDayMicro },
            idempotencyKey: newKey(),
          }),
        readAgain: () => queryClient.fetchQuery({ ...trpc.credits.limits.queryOptions(), staleTime: 0 }),
        fieldsOf: formOf,
      }),
    onSuccess(saved) {
      if (saved === null) return
      queryClient.setQueryData(trpc.credits.limits.queryKey(), saved)
      edits.settle({ month, day })
      showToast('The limits hold from now on.')
    },
  })
  const [monthMicro, memberDayMicro] = [limitMicro(month), limitMicro(day)]
  const save = () => {
    if (set.isPending || monthMicro === undefined || memberDayMicro === undefined) return
    set.mutate()
  }
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <p className="text-13 text-text-2">
        What costs credits stops at a limit until the next month or day. Raising one asks who you are.
      </p>
      {set.error && (
        <Note tone="danger" live>
          {toFailure(set.error).message}
        </Note>
      )}
      <FormEdits edits={edits} labels={labels} words={typedWords} />
      <Field
        label={labels.month}
        optional
        hint={`${used(limits.usedThisMonthMicro, limits.monthMicro)} this month.`}
        error={monthMicro === undefined && WRONG}
      >
        <NumberInput
          value={month === '' ? null : month}
          onValueChange={(next, typed) => edits.set({ month: next === undefined ? typed : (next ?? '') })}
        />
      </Field>
      <Field
        label={labels.day}
        optional
        hint={`Owners too. By you ${used(limits.usedTodayMicro, limits.memberDayMicro)} today.`}
        error={memberDayMicro === undefined && WRONG}
      >
        <NumberInput
          value={day === '' ? null : day}
          onValueChange={(next, typed) => edits.set({ day: next === undefined ? typed : (next ?? '') })}
        />
      </Field>
      <div>
        <Button type="submit" pending={set.isPending} pendingLabel="Saving">
          Save limits
        </Button>
      </div>
    </form>
  )
}
