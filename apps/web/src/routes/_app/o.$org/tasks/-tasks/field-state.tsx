import { Button } from '@hub/ui/button'
import { EditConflict } from '../../../../../components/edit-conflict.tsx'
import { fieldLabels } from './task-edits.ts'
import type { TaskEdits, TaskFormField } from './task-edits.ts'
import { priorities } from './task-search.ts'
import { priorityWords } from './task-words.ts'

const words = (value: string | boolean | null): string =>
  priorities.find((one) => one === value)
    ? priorityWords[value as keyof typeof priorityWords]
    : String(value ?? '')

/** Below a field: what others made of it meanwhile, or that it is not saved and why. */
export function FieldState({ field, edits }: { field: TaskFormField; edits: TaskEdits }) {
  const conflict = edits.conflicts.find((one) => one.field === field)
  const failure = edits.failures[field]
  const reason = failure?.code === 'STALE_VERSION' ? 'It changed at the same time.' : failure?.message
  if (!edits.edited.includes(field)) return null
  if (conflict) {
    return (
      <EditConflict
        label={fieldLabels[field]}
        theirs={words(conflict.theirs)}
        base={words(conflict.base)}
        onKeepMine={() => edits.keepMineAndSave(field)}
        onTakeTheirs={() => edits.takeBack(field, 'Theirs stands.')}
      />
    )
  }
  if (!failure && !edits.isRestored) return null
  return (
    <p role={failure ? 'alert' : 'status'} className="flex flex-wrap items-center gap-x-2 gap-y-1 text-12">
      <span className={failure ? 'text-danger-text' : 'text-text-3'}>
        {fieldLabels[field]} not saved. {reason}
      </span>
      <Button size="sm" onClick={() => edits.leave(field)}>
        {failure ? 'Try again' : 'Save'}
      </Button>
      <Button size="sm" variant="ghost" onClick={() => edits.takeBack(field, 'Your change is taken back.')}>
        Discard
      </Button>
    </p>
  )
}
