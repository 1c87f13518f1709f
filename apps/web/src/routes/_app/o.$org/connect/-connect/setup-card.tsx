import { Button } from '@hub/ui/button'
import { CodeBlock } from '@hub/ui/code-block'
import { TabPanel, Tabs } from '@hub/ui/tabs'
import type { ReactNode } from 'react'
import { clientNames, KEY_PLACE, kindOf, setupSteps, waysOf } from './clients.ts'
import type { MadeKey } from './clients.ts'
import { clientIds } from './connect-search.ts'
import type { ClientId, Way } from './connect-search.ts'

export interface SetupCardProps {
  client: ClientId
  onClientChange: (client: ClientId) => void
  /** Signing in where the client can, unless a key was asked for. */
  way: Way
  onWayChange: (way: Way) => void
  /** A key made on this page, so that the settings can be pasted as they are. */
  apiKey: MadeKey | undefined
}

/** How to connect each client, with settings to paste. */
export function SetupCard({ client, onClientChange, ...rest }: SetupCardProps) {
  return (
    <section aria-label="Set up" className="min-w-0 rounded-lg border border-line bg-sheet">
      <Tabs
        label="Which assistant"
        value={client}
        onValueChange={onClientChange}
        tabs={clientIds.map((value) => ({ value, label: clientNames[value] }))}
        listClassName="px-(--card-pad)"
      >
        {clientIds.map((id) => (
          <TabPanel key={id} value={id} className="p-(--card-pad)">
            <Steps client={id} {...rest} />
          </TabPanel>
        ))}
      </Tabs>
    </section>
  )
}

const otherWay: Record<Way, { way: Way; label: string }> = {
  'sign-in': { way: 'key', label: 'Use a key instead' },
  key: { way: 'sign-in', label: 'Sign in instead' },
}

function Steps({ client, way: wished, onWayChange, apiKey }: Omit<SetupCardProps, 'onClientChange'>) {
  const kind = kindOf(client)
  const made = apiKey?.kind === kind ? apiKey.text : undefined
  const hub = { origin: location.origin, key: made ?? KEY_PLACE }
  const ways = waysOf(client, hub)
  const way = ways.includes(wished) ? wished : (ways[0] ?? wished)
  const needsKey = way === 'key' && made === undefined
  const other = otherWay[way]
  return (
    <>
      <ol className="flex flex-col gap-3.5">
        {needsKey && (
          <Step
            number={1}
            words={`Make a key for ${kind === 'program' ? 'a program' : 'an assistant'} below. It takes the place of ${KEY_PLACE}.`}
          />
        )}
        {setupSteps(client, way, hub).map(({ words, name, code }, index) => (
          <Step key={words} number={index + (needsKey ? 2 : 1)} words={words}>
            {code !== undefined && <CodeBlock code={code} {...(name !== undefined && { name })} />}
          </Step>
        ))}
      </ol>
      {ways.includes(other.way) && (
        <Button size="sm" variant="ghost" className="mt-3" onClick={() => onWayChange(other.way)}>
          {other.label}
        </Button>
      )}
    </>
  )
}

interface StepProps {
  number: number
  words: string
  children?: ReactNode
}

function Step({ number, words, children }: StepProps) {
  return (
    <li className="flex gap-3">
      <span
        aria-hidden="true"
        className="grid size-6 flex-none place-items-center rounded-full bg-neutral-tint text-12 font-semibold text-text-2"
      >
        {number}
      </span>
      <div className="flex min-w-0 flex-1 flex-col gap-2">
        <p className="font-medium leading-6">{words}</p>
        {children}
      </div>
    </li>
  )
}
