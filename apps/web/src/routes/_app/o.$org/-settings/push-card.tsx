import { Button } from '@hub/ui/button'
import { Card } from '@hub/ui/card'
import { Note } from '@hub/ui/note'
import { Switch } from '@hub/ui/switch'
import { Time } from '@hub/ui/time'
import { showErrorToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useHub } from '../../../../account.ts'
import { useTimeZone } from '../../../../components/day-words.ts'
import { toFailure } from '../../../../failure.ts'
import { newKey } from '../../../../idempotency.ts'
import { ownPushKey, pushAbility, turnPushOn } from '../../../../push.ts'
import { useTRPC } from '../../../../trpc.ts'
import { PushWaits } from './push-waits.tsx'

/** Of the browser itself; the hub's list says which of them it reaches. */
const OWN_KEY = ['push', 'own']

const NO_SERVICE =
  'This browser cannot be reached. In a private window it never can; otherwise check its connection and try again.'

/** A target for the hub; null where the user of the browser said no. */
async function subscribed(publicKey: string) {
  try {
    return await turnPushOn(publicKey)
  } catch {
    throw new Error(NO_SERVICE)
  }
}

function usePush() {
  const { client, queryClient, trpc } = useHub()
  const list = useQuery(useTRPC().notifications.push.list.queryOptions({}))
  const own = useQuery({ queryKey: OWN_KEY, queryFn: ownPushKey, staleTime: 0 })
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries(trpc.notifications.push.pathFilter()),
      queryClient.invalidateQueries({ queryKey: OWN_KEY }),
    ])
  const turnOn = useMutation({
    mutationFn: async (publicKey: string) => {
      const target = await subscribed(publicKey)
      if (target) await client.notifications.push.subscribe.mutate({ ...target, idempotencyKey: newKey() })
    },
    onError: (error) => showErrorToast(error.message === NO_SERVICE ? NO_SERVICE : toFailure(error).message),
    onSettled: refresh,
  })
  const turnOff = useMutation({
    mutationFn: (key: string) =>
      client.notifications.push.unsubscribe.mutate({ key, idempotencyKey: newKey() }),
    onError: (error) => showErrorToast(toFailure(error).message),
    onSettled: refresh,
  })
  return { list: list.data, isPending: list.isPending, own: own.data ?? null, turnOn, turnOff }
}

const impossible = {
  unsupported: {
    title: 'This browser cannot show messages of the hub',
    words: 'On an iPhone or iPad, add the hub to the home screen and open it there.',
  },
  blocked: {
    title: 'This browser does not let the hub show messages',
    words: 'Allow them for this address in the settings of the browser, then load this page again.',
  },
} as const

/** Whether this browser shows what happens while no page of the hub is open, and in which others that is on. */
export function PushCard() {
  const { list, isPending, own, turnOn, turnOff } = usePush()
  const timeZone = useTimeZone()
  const ability = pushAbility()
  if (isPending) return <PushWaits />
  if (!list) return null
  const isOn = list.items.some(({ key }) => key === own)
  const others = list.items.filter(({ key }) => key !== own)
  return (
    <Card title="Push">
      <div className="flex flex-col gap-4">
        {ability === 'possible' ? (
          <Switch
            label="Push on this browser"
            hint={
              isOn
                ? 'It shows what you chose under “What reaches you”, also while no page of the hub is open.'
                : 'It is off. Your browser asks you first whether the hub may show messages.'
            }
            checked={isOn}
            disabled={turnOn.isPending || turnOff.isPending}
            onCheckedChange={(next) => {
              if (next) turnOn.mutate(list.publicKey)
              else if (own !== null) turnOff.mutate(own)
            }}
          />
        ) : (
          <Note title={impossible[ability].title}>{impossible[ability].words}</Note>
        )}
        {others.length > 0 && (
          <ul aria-label="Other browsers with push" className="flex flex-col divide-y divide-line">
            {others.map(({ key, name, createdAt }) => (
              <li key={key} className="flex items-center gap-3 py-2">
                <span className="min-w-0 flex-1">
                  <span className="block wrap-anywhere">{name}</span>
                  <span className="block text-12 text-text-2">
                    Since <Time value={createdAt} format="full" timeZone={timeZone} plain />
                  </span>
                </span>
                <Button
                  size="sm"
                  aria-label={`Turn push off: ${name}`}
                  pending={turnOff.isPending && turnOff.variables === key}
                  onClick={() => turnOff.mutate(key)}
                >
                  Turn off
                </Button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </Card>
  )
}
