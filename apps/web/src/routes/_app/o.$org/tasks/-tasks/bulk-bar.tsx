import { Button } from '@hub/ui/button'
import { IconButton } from '@hub/ui/icon-button'
import { Menu, MenuChoice, MenuItem, MenuSeparator } from '@hub/ui/menu'
import { CalendarClock, Check, Trash2, UserRound, X } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { lazyPart } from '../../../../../lazy-part.ts'
import { useOrganization } from '../../../../../account.ts'
import { addDays, shortDay, todayIn } from '../../../../../components/day-words.ts'
import type { Selection } from '../../../../../lists/selection.ts'
import { useMembers } from '../../../../../components/use-members.ts'
import type { MemberChoice } from '../../../../../components/use-members.ts'
import { useShortcut } from '../../../../../shell/shortcut.ts'
import { useBulkActs } from './bulk-acts.ts'
import { nextMonday } from './due-days.ts'
import type { Task } from './task-lists.ts'

const DueDayDialog = lazyPart(async () => (await import('./due-day-dialog.tsx')).DueDayDialog)

const NOBODY = 'nobody'

export interface BulkBarProps {
  selection: Selection
  /** Those that are chosen. */
  tasks: readonly Task[]
  /** Esc was pressed here: focus goes back to the list. */
  onLeave: () => void
}

/** What can be done with the chosen tasks, at the foot of the list. B leads here. */
export function BulkBar({ selection, tasks, onLeave }: BulkBarProps) {
  const bar = useRef<HTMLDivElement>(null)
  const acts = useBulkActs(selection.giveUp)
  const [isPicking, setPicking] = useState(false)
  useShortcut('b', () => bar.current?.querySelector('button')?.focus())
  const due = (day: string | null) => acts.due(tasks, day)
  return (
    <div
      ref={bar}
      role="region"
      aria-label="Selected tasks"
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.stopPropagation()
        onLeave()
      }}
      className="sticky bottom-0 z-(--z-sticky) pb-3 max-desk:bottom-[calc(55px+max(10px,env(safe-area-inset-bottom)))]"
    >
      <div className="float-in mx-auto mt-3 flex w-max max-w-full flex-wrap items-center gap-1.5 rounded-md bg-raised p-2 shadow-2">
        <span role="status" className="px-2.5 text-13 font-medium whitespace-nowrap tabular-nums">
          {tasks.length} selected
        </span>
        <Button
          size="sm"
          pending={acts.isPending}
          pendingLabel="Working"
          onClick={() => acts.complete(tasks)}
        >
          <Check aria-hidden="true" />
          Complete
        </Button>
        <AssignMenu onAssign={(person) => acts.assign(tasks, person)} />
        <DueMenu onDue={due} onPick={() => setPicking(true)} />
        <Button size="sm" variant="danger-quiet" onClick={() => acts.remove(tasks)}>
          <Trash2 aria-hidden="true" />
          Remove
        </Button>
        <IconButton size="sm" label="Select none" onClick={onLeave}>
          <X />
        </IconButton>
      </div>
      {isPicking && (
        <Suspense>
          <DueDayDialog
            count={tasks.length}
            onChoose={(day) => {
              setPicking(false)
              due(day)
            }}
            onClose={() => setPicking(false)}
          />
        </Suspense>
      )}
    </div>
  )
}

function AssignMenu({ onAssign }: { onAssign: (person: MemberChoice | null) => void }) {
  const members = useMembers()
  return (
    <Menu
      side="top"
      trigger={
        <Button size="sm">
          <UserRound aria-hidden="true" />
          Assign
        </Button>
      }
    >
      <MenuChoice
        label="Assign to"
        options={[
          { value: NOBODY, label: 'Nobody' },
          ...members.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        value=""
        onValueChange={(value) => onAssign(members.find(({ id }) => id === value) ?? null)}
      />
    </Menu>
  )
}

function DueMenu({ onDue, onPick }: { onDue: (day: string | null) => void; onPick: () => void }) {
  const today = todayIn(useOrganization().timeZone)
  const days = [
    { label: 'Today', day: today },
    { label: 'Tomorrow', day: addDays(today, 1) },
    { label: 'Next Monday', day: nextMonday(today) },
  ]
  return (
    <Menu
      side="top"
      trigger={
        <Button size="sm">
          <CalendarClock aria-hidden="true" />
          Due
        </Button>
      }
    >
      {days.map(({ label, day }) => (
        <MenuItem key={label} onClick={() => onDue(day)}>
          <span className="flex justify-between gap-4">
            {label}
            <span className="text-12 text-text-3 tabular-nums">{shortDay(day, today)}</span>
          </span>
        </MenuItem>
      ))}
      <MenuItem onClick={onPick}>Another day</MenuItem>
      <MenuSeparator />
      <MenuItem onClick={() => onDue(null)}>No day</MenuItem>
    </Menu>
  )
}
