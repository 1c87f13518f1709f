import { CodeBlock } from '@hub/ui/code-block'
import { TabPanel, Tabs } from '@hub/ui/tabs'
import type { ReactNode } from 'react'
import { clientIds, clientNames, KEY_PLACE, setupSteps } from './clients.ts'
import type { ClientId } from './clients.ts'

export interface SetupCardProps {
  client: ClientId
  onClientChange: (client: ClientId) => void
  /** A key made on this page, so that the settings can be pasted as they are. */
  apiKey: string | undefined
}

/** How to connect each client, with settings to paste. */
export function SetupCard({ client, onClientChange, apiKey }: SetupCardProps) {
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
            <Steps client={id} apiKey={apiKey} />
          </TabPanel>
        ))}
      </Tabs>
    </section>
  )
}

function Steps({ client, apiKey }: { client: ClientId; apiKey: string | undefined }) {
  const steps = setupSteps(client, { origin: location.origin, key: apiKey ?? KEY_PLACE })
  return (
    <>
      <ol className="flex flex-col gap-3.5">
        {apiKey === undefined && (
          <Step number={1} words={`Make a key below. It takes the place of ${KEY_PLACE}.`} />
        )}
        {steps.map(({ words, name, code }, index) => (
          <Step key={words} number={index + (apiKey === undefined ? 2 : 1)} words={words}>
            {code !== undefined && <CodeBlock code={code} {...(name !== undefined && { name })} />}
          </Step>
        ))}
      </ol>
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
