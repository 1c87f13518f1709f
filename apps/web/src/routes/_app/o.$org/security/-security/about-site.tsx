import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Note } from '@hub/ui/note'
import { Fact, Facts } from '@hub/ui/record'
import { Select } from '@hub/ui/select'
import { showErrorToast, showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useCan, useHub } from '../../../../../account.ts'
import { useTimeZone } from '../../../../../components/day-words.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { RemoveSite } from './remove-site.tsx'
import { proofNames, weekdayName, weekdayNames, whenDay } from './security-words.ts'
import type { WholeSite } from './security-types.ts'

interface AboutSiteProps {
  site: WholeSite
  onProve: () => void
}

/** Whose the website is, when it is scanned by itself, and the way to be rid of it. */
export function AboutSite({ site, onProve }: AboutSiteProps) {
  const canManage = useCan('security.site.manage')
  return (
    <Card flush title="About this website">
      <Facts label="About this website">
        <Fact name="Whose it is" {...(site.proof === null && { source: <ProveButton onProve={onProve} /> })}>
          <Proof site={site} />
        </Fact>
        <Fact name="Weekly scan">
          <Weekly site={site} />
        </Fact>
        {canManage && (
          <Fact name="Remove it" source={<RemoveSite site={site} />}>
            <span className="text-text-2">With its scans and everything that was found.</span>
          </Fact>
        )}
      </Facts>
    </Card>
  )
}

const ProveButton = ({ onProve }: { onProve: () => void }) => (
  <Button size="sm" onClick={onProve}>
    Prove that it is yours
  </Button>
)

function Proof({ site: { proof, provedAt, proofNote } }: { site: WholeSite }) {
  const timeZone = useTimeZone()
  if (proof !== null && provedAt !== null)
    return `Proved to be yours ${proofNames[proof]}, ${whenDay(provedAt, timeZone)}.`
  return (
    <>
      Not proved to be yours.{' '}
      <span className="text-text-2">
        {proofNote || 'It is scanned as visitors see it, once an hour at most, and not by itself.'}
      </span>
    </>
  )
}

const OFF = 'off'
const choices = [
  { value: OFF, label: 'Off' },
  ...weekdayNames.map((label, index) => ({ value: String(index + 1), label: `Every ${label}` })),
]

function Weekly({ site }: { site: WholeSite }) {
  const canManage = useCan('security.site.manage')
  const set = useSchedule(site)
  const { schedule, proof } = site
  const held = schedule?.held ?? null
  return (
    <div className="flex flex-col gap-2">
      {canManage && (proof !== null || schedule !== null) ? (
        <Select
          className="max-w-52"
          aria-label="Weekly scan"
          options={choices}
          value={set.isPending ? set.variables : schedule === null ? OFF : String(schedule.weekday)}
          disabled={set.isPending}
          onValueChange={(day) => set.mutate(day)}
        />
      ) : (
        <span>
          {schedule === null ? 'Off. ' : `Every ${weekdayName(schedule.weekday)}.`}
          {schedule === null && proof === null && (
            <span className="text-text-2">Prove first that the website is yours.</span>
          )}
        </span>
      )}
      {held !== null && <Note tone="warning">{held}</Note>}
    </div>
  )
}

function useSchedule({ id }: WholeSite) {
  const { client, trpc, queryClient } = useHub()
  return useMutation({
    mutationFn: (day: string) =>
      client.modules.security.schedules.set.mutate({
        siteId: id,
        weekday: day === OFF ? null : Number(day),
        idempotencyKey: newKey(),
      }),
    onSuccess: async ({ schedule }) => {
      showToast(
        schedule === null
          ? 'It is scanned by itself no more.'
          : `It is scanned every ${weekdayName(schedule.weekday)}.`,
      )
      await queryClient.invalidateQueries(trpc.modules.security.sites.pathFilter())
    },
    onError: (error) => showErrorToast(toFailure(error).message),
  })
}
