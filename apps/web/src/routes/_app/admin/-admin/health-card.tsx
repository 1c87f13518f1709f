import { Card } from '@hub/ui/card'
import { Ledger, LedgerLine } from '@hub/ui/ledger-line'
import { SkeletonRows } from '@hub/ui/skeleton'
import { Status } from '@hub/ui/status'
import { useQuery } from '@tanstack/react-query'
import { Loaded } from '../../../../components/loaded.tsx'
import { failureOf, toFailure } from '../../../../failure.ts'

interface Part {
  name: string
  status: 'ok' | 'degraded' | 'unavailable'
  detail: string
}

const REFRESH_MS = 30_000

/** What the hub stands on, as it tells every monitor. Throws a Failure. */
async function readHealth(): Promise<Part[]> {
  const response = await fetch('/health/services').catch((error: unknown) => {
    throw toFailure(error)
  })
  if (!response.ok) throw await failureOf(response)
  // The route answers what its contract says.
  return ((await response.json()) as { services: Part[] }).services
}

const states = {
  ok: { tone: 'success', word: 'Well' },
  degraded: { tone: 'warning', word: 'Limping' },
  unavailable: { tone: 'danger', word: 'Away' },
} as const

/** Of what is not well it says why. */
function PartName({ name, detail, isWell }: { name: string; detail: string; isWell: boolean }) {
  const called = `${name.charAt(0).toUpperCase()}${name.slice(1)}`
  if (isWell) return <span title={detail}>{called}</span>
  return (
    <>
      {called}
      <span className="block text-12 text-text-3">{detail}</span>
    </>
  )
}

/** How the parts are that the hub stands on. */
export function HealthCard() {
  const health = useQuery({ queryKey: ['health'], queryFn: readHealth, refetchInterval: REFRESH_MS })
  return (
    <Card title="Health">
      <Loaded query={health} failed="The health could not be loaded" skeleton={<SkeletonRows rows={4} />}>
        {(parts) => (
          <Ledger label="Health">
            {parts.map(({ name, status, detail }) => (
              <LedgerLine
                key={name}
                name={<PartName name={name} detail={detail} isWell={status === 'ok'} />}
                amount={<Status tone={states[status].tone}>{states[status].word}</Status>}
              />
            ))}
          </Ledger>
        )}
      </Loaded>
    </Card>
  )
}
