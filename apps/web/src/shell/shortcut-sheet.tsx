import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Kbd } from '@hub/ui/kbd'
import { Switch } from '@hub/ui/switch'
import { Fragment } from 'react'
import { useMe, useOrganization } from '../account.ts'
import { moduleReferences } from '../modules/reference.ts'
import type { Shortcut } from '../modules/web-module.ts'
import { placesFor } from './places.ts'
import { modKey, useLetterKeys } from './shortcut.ts'

const anywhere: readonly Shortcut[] = [
  { what: 'Search or jump to', keys: [modKey] },
  { what: 'These shortcuts', keys: ['?'] },
  { what: 'Close what is on top', keys: ['Esc'] },
  { what: 'To the messages', keys: ['F6'] },
]
const sidebar: Shortcut = { what: 'Narrow or widen the sidebar', keys: ['['] }
const writing: readonly Shortcut[] = [
  { what: 'Send to the assistant', keys: ['Enter'] },
  { what: 'New line', keys: ['Shift Enter'] },
  { what: 'Send a comment', keys: ['Ctrl Enter'] },
]
const inbox: readonly Shortcut[] = [
  { what: 'Next and previous', keys: ['J'], or: ['K'] },
  { what: 'Done', keys: ['E'] },
  { what: 'Snooze', keys: ['S'] },
  { what: 'Read or unread', keys: ['U'] },
  { what: 'Open, and once more to go there', keys: ['Enter'] },
]
const approvals: readonly Shortcut[] = [
  { what: 'Approve the request in focus', keys: ['Y'] },
  { what: 'Edit it first', keys: ['E'] },
  { what: 'Decline it', keys: ['N'] },
]

/** Every key of an organization's pages. */
export function OrganizationSheet({ onClose }: { onClose: () => void }) {
  const groups = [
    ...moduleReferences.flatMap(({ shortcuts = [] }) => shortcuts),
    { group: 'Inbox', keys: inbox },
    { group: 'Approvals', keys: approvals },
    { group: 'Writing', keys: writing },
  ]
  return (
    <ShortcutSheet
      places={placesFor(useMe(), useOrganization())}
      besides={[sidebar]}
      groups={groups}
      onClose={onClose}
    />
  )
}

export interface ShortcutSheetProps {
  /** Where G and a letter go. */
  places: readonly { label: string; letter: string }[]
  /** Further keys that work everywhere here. */
  besides?: readonly Shortcut[]
  groups: readonly { group: string; keys: readonly Shortcut[] }[]
  onClose: () => void
}

/** Every key that does something, and the switch for those that are single letters. */
export function ShortcutSheet({ places, besides = [], groups, onClose }: ShortcutSheetProps) {
  const [lettersOn, setLetters] = useLetterKeys()
  const goTo = places.map(({ label, letter }) => ({ what: label, keys: ['G', letter.toUpperCase()] }))
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      title="Keyboard shortcuts"
      footer={<Button onClick={onClose}>Close</Button>}
    >
      {/* The focus begins here and not on the switch, which Space would turn off. */}
      <div
        ref={(element) => element?.focus({ preventScroll: true })}
        tabIndex={-1}
        className="grid gap-4 outline-none tablet:grid-cols-2"
      >
        <div className="flex flex-col gap-4">
          <Group name="Anywhere" shortcuts={[...anywhere, ...besides]} />
          <Group name="Go to" shortcuts={goTo} />
        </div>
        <div className="flex flex-col gap-4">
          {groups.map(({ group, keys }) => (
            <Group key={group} name={group} shortcuts={keys} />
          ))}
        </div>
      </div>
      <div className="mt-4 border-t border-line pt-3">
        <Switch
          label="Single keys act"
          hint="Turn this off if you speak to your computer. Ctrl K and the menus still lead everywhere."
          checked={lettersOn}
          onCheckedChange={setLetters}
        />
      </div>
    </Dialog>
  )
}

function Group({ name, shortcuts }: { name: string; shortcuts: readonly Shortcut[] }) {
  return (
    <section aria-label={name}>
      <h3 className="pb-1 text-12 font-medium text-text-3">{name}</h3>
      <dl>
        {shortcuts.map(({ what, keys, or }) => (
          <div key={what} className="flex min-h-7 items-center gap-2 text-13">
            <dt className="min-w-0 flex-1">{what}</dt>
            <dd className="flex items-center gap-1">
              <Keys keys={keys} />
              {or && (
                <>
                  <span className="text-12 text-text-3">or</span>
                  <Keys keys={or} />
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Keys({ keys }: { keys: readonly string[] }) {
  return keys.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && <span className="text-12 text-text-3">then</span>}
      <Kbd>{key}</Kbd>
    </Fragment>
  ))
}
