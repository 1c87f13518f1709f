import { Properties, Property } from '@hub/ui/drawer'
import { Input } from '@hub/ui/input'
import { PriorityBars } from '@hub/ui/priority-bars'
import { Select } from '@hub/ui/select'
import { useOrganization } from '../../../../../account.ts'
import { useMembers } from '../../../../../components/use-members.ts'
import { dueWords, todayIn } from '../../../../../components/day-words.ts'
import { EditedText } from './edited-text.tsx'
import { useTaskActs } from './task-acts.ts'
import type { Task } from './task-lists.ts'
import { priorities, statuses } from './task-search.ts'
import { priorityBars, priorityWords, statusWords } from './task-words.ts'

const NOBODY = 'nobody'
const statusOptions = statuses.map((value) => ({ value, label: statusWords[value] }))
const priorityOptions = priorities.map((value) => ({ value, label: priorityWords[value] }))

/** The fields of a task; each is saved when it is left or chosen. */
export function TaskFieldsEditor({ task, canWrite }: { task: Task; canWrite: boolean }) {
  const { change } = useTaskActs()
  if (!canWrite) return <TaskFieldsView task={task} />
  return (
    <div className="flex flex-col gap-4">
      <EditedText
        label="Title"
        value={task.title}
        max={200}
        required
        wraps
        className="text-15 font-semibold"
        onSave={(title) => change(task, { title })}
      />
      <Properties>
        <Property name="Column">
          <StatusSelect task={task} />
        </Property>
        <Property name="Who">
          <PersonSelect task={task} />
        </Property>
        <Property name="Due">
          <DueInputs task={task} />
        </Property>
        <Property name="Priority">
          <Select
            aria-label="Priority"
            options={priorityOptions}
            value={task.priority}
            onValueChange={(priority) => change(task, { priority })}
          />
        </Property>
        <Property name="Tag">
          <EditedText
            label="Tag"
            value={task.tag ?? ''}
            max={40}
            onSave={(tag) => change(task, { tag: tag === '' ? null : tag })}
          />
        </Property>
      </Properties>
      <EditedText
        label="Notes"
        value={task.notes}
        max={10_000}
        multiline
        placeholder="Add notes"
        onSave={(notes) => change(task, { notes })}
      />
    </div>
  )
}

function StatusSelect({ task }: { task: Task }) {
  const { move } = useTaskActs()
  return (
    <Select
      aria-label="Column"
      options={statusOptions}
      value={task.status}
      onValueChange={(status) => status !== task.status && move(task, status)}
    />
  )
}

function PersonSelect({ task }: { task: Task }) {
  const { assign } = useTaskActs()
  const members = useMembers()
  const options = [
    { value: NOBODY, label: 'Nobody yet' },
    ...members.map(({ id, name }) => ({ value: id, label: name })),
  ]
  const choose = (value: string) => assign(task, members.find(({ id }) => id === value) ?? null)
  return (
    <Select
      aria-label="Who"
      options={options}
      value={task.assigneeId ?? NOBODY}
      placeholder={task.assigneeName ?? 'Choose'}
      onValueChange={(value) => value !== (task.assigneeId ?? NOBODY) && choose(value)}
    />
  )
}

function DueInputs({ task }: { task: Task }) {
  const { change } = useTaskActs()
  return (
    <div className="flex w-full flex-wrap gap-2">
      <Input
        type="date"
        className="min-w-38 flex-1"
        aria-label="Due day"
        key={`day-${task.dueOn}`}
        defaultValue={task.dueOn ?? ''}
        onBlur={({ target }) => {
          // A half-typed day reads as empty, and must not take the old day away.
          if (target.validity.badInput || target.value === (task.dueOn ?? '')) return
          change(task, target.value === '' ? { dueOn: null, dueTime: null } : { dueOn: target.value })
        }}
      />
      {task.dueOn !== null && (
        <Input
          type="time"
          aria-label="Due time"
          key={`time-${task.dueTime}`}
          className="min-w-28 flex-1"
          defaultValue={task.dueTime ?? ''}
          onBlur={({ target }) => {
            if (target.validity.badInput || target.value === (task.dueTime ?? '')) return
            change(task, { dueTime: target.value === '' ? null : target.value })
          }}
        />
      )}
    </div>
  )
}

/** The same for people who may only look. */
function TaskFieldsView({ task }: { task: Task }) {
  const today = todayIn(useOrganization().timeZone)
  return (
    <div className="flex flex-col gap-4">
      <h3 className="text-15 font-semibold wrap-anywhere">{task.title}</h3>
      <Properties>
        <Property name="Column">{statusWords[task.status]}</Property>
        <Property name="Who">{task.assigneeName ?? 'Nobody yet'}</Property>
        <Property name="Due">
          {task.dueOn === null
            ? 'No day'
            : [dueWords(task.dueOn, today), task.dueTime].filter(Boolean).join(', ')}
        </Property>
        <Property name="Priority">
          <PriorityBars priority={priorityBars[task.priority]} word />
        </Property>
        <Property name="Tag">{task.tag ?? 'None'}</Property>
      </Properties>
      {task.notes !== '' && <p className="whitespace-pre-wrap wrap-anywhere">{task.notes}</p>}
    </div>
  )
}
