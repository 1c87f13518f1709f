import { Button } from '@hub/ui/button'
import { TableStrip } from '@hub/ui/data-table-foot'
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
import { useBulkTaskActs } from './bulk-acts.ts'
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
  const acts = useBulkTaskActs(selection.giveUp)
  const [isPicking, setPicking] = useState(false)
  useShortcut('b', () => bar.current?.querySelector('button')?.focus())
  const due = (day: string | null) => acts.due(tasks, day)
  return (
    <>
      <TableStrip
        ref={bar}
        label="Selected tasks"
        count={tasks.length}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return
          event.stopPropagation()
          onLeave()
        }}
      >
        <Button
          size="sm"
          variant="ghost"
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
        <IconButton size="sm" label="Select none" className="ml-auto" onClick={onLeave}>
          <X />
        </IconButton>
      </TableStrip>
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
    </>
  )
}

function AssignMenu({ onAssign }: { onAssign: (person: MemberChoice | null) => void }) {
  const members = useMembers()
  return (
    <Menu
      side="top"
      trigger={
        <Button size="sm" variant="ghost">
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
        <Button size="sm" variant="ghost">
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
