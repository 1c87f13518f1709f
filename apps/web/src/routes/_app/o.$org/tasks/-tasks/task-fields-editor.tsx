import { TimeInput } from '@hub/ui/date-input'
import { Properties, Property } from '@hub/ui/drawer'
import { Field } from '@hub/ui/field'
import { PriorityBars } from '@hub/ui/priority-bars'
import { Select } from '@hub/ui/select'
import { useOrganization } from '../../../../../account.ts'
import { PersonPicker } from '../../../../../components/person-picker.tsx'
import { DayInput } from '../../../../../components/day-input.tsx'
import { dueWords, todayIn } from '../../../../../components/day-words.ts'
import { EditedText } from './edited-text.tsx'
import type { EditedTextProps } from './edited-text.tsx'
import { FieldState } from './field-state.tsx'
import { useTaskActs } from './task-acts.ts'
import { fieldLabels, useTaskEdits } from './task-edits.ts'
import type { TaskEdits } from './task-edits.ts'
import type { Task } from './task-lists.ts'
import { priorities, statuses } from './task-search.ts'
import { priorityBars, priorityWords, statusWords } from './task-words.ts'

const statusOptions = statuses.map((value) => ({ value, label: statusWords[value] }))
const priorityOptions = priorities.map((value) => ({ value, label: priorityWords[value] }))

/** The fields of a task; each is saved when it is left or chosen, and kept here until the hub has it. */
export function TaskFieldsEditor({ task, canWrite }: { task: Task; canWrite: boolean }) {
  return canWrite ? <TaskFieldsForm task={task} /> : <TaskFieldsView task={task} />
}

function TaskFieldsForm({ task }: { task: Task }) {
  const edits = useTaskEdits(task)
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-col gap-2">
        <TextOf field="title" edits={edits} max={200} required wraps className="text-15 font-semibold" />
        <FieldState field="title" edits={edits} />
      </div>
      <Properties>
        <Property name="Column">
          <StatusSelect task={task} />
        </Property>
        <Property name="Who">
          <PersonSelect task={task} />
        </Property>
        <Property name="Due">
          <DueInputs edits={edits} />
        </Property>
        <Property name="Priority">
          <Select
            aria-label="Priority"
            options={priorityOptions}
            value={edits.values.priority}
            onValueChange={(priority) => edits.save({ priority })}
          />
        </Property>
        <Property name="Tag">
          <TextOf field="tag" edits={edits} max={40} />
        </Property>
      </Properties>
      {(['dueOn', 'dueTime', 'priority', 'tag'] as const).map((field) => (
        <FieldState key={field} field={field} edits={edits} />
      ))}
      <TextOf field="notes" edits={edits} max={10_000} multiline placeholder="Add notes" />
      <FieldState field="notes" edits={edits} />
    </div>
  )
}

type TextOfProps = { field: 'title' | 'tag' | 'notes'; edits: TaskEdits } & Pick<
  EditedTextProps,
  'max' | 'required' | 'wraps' | 'multiline' | 'placeholder' | 'className'
>

function TextOf({ field, edits, ...looks }: TextOfProps) {
  const isEdited = edits.edited.includes(field)
  return (
    <EditedText
      {...looks}
      label={fieldLabels[field]}
      value={edits.values[field]}
      onType={(value) => edits.set({ [field]: value })}
      onLeave={() => edits.leave(field)}
      onTakeBack={isEdited ? () => edits.takeBack(field, 'Your change is taken back.') : undefined}
    />
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
  const { assigneeId, assigneeName } = task
  return (
    <PersonPicker
      aria-label="Who"
      value={assigneeId === null ? null : { id: assigneeId, name: assigneeName ?? 'Somebody who left' }}
      onChange={(person) => (person?.id ?? null) !== assigneeId && assign(task, person)}
    />
  )
}

function DueInputs({ edits }: { edits: TaskEdits }) {
  const { dueOn, dueTime } = edits.values
  return (
    <div className="flex w-full flex-wrap gap-2">
      <Field label="Due day" hideLabel className="min-w-38 flex-1">
        <DayInput
          value={dueOn === '' ? null : dueOn}
          onValueChange={(day) => edits.save(day === null ? { dueOn: '', dueTime: '' } : { dueOn: day })}
        />
      </Field>
      {dueOn !== '' && (
        <Field label="Due time" hideLabel className="min-w-28 flex-1">
          <TimeInput
            value={dueTime === '' ? null : dueTime}
            onValueChange={(time) => edits.save({ dueTime: time ?? '' })}
          />
        </Field>
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
