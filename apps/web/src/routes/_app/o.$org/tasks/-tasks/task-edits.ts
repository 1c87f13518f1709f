import { showToast } from '@hub/ui/toast'
import { useEffect, useRef, useState } from 'react'
import { useDraftName } from '../../../../../components/draft.ts'
import { useEdits } from '../../../../../components/edits.ts'
import type { Edits } from '../../../../../components/edits.ts'
import type { Failure } from '../../../../../failure.ts'
import { useTaskActs } from './task-acts.ts'
import type { TaskFields } from './task-acts.ts'
import type { Task } from './task-lists.ts'

/** What can be typed or chosen in the drawer, as its controls hold it. */
export interface TaskForm {
  title: string
  notes: string
  priority: Task['priority']
  tag: string
  dueOn: string
  dueTime: string
}
export type TaskFormField = keyof TaskForm

export const fieldLabels: Record<TaskFormField, string> = {
  title: 'Title',
  notes: 'Notes',
  priority: 'Priority',
  tag: 'Tag',
  dueOn: 'Due day',
  dueTime: 'Due time',
}

const formOf = ({ title, notes, priority, tag, dueOn, dueTime }: Task): TaskForm => ({
  title,
  notes,
  priority,
  tag: tag ?? '',
  dueOn: dueOn ?? '',
  dueTime: dueTime ?? '',
})

const nullable = (value: string | undefined) => (value === '' ? null : value)

function fieldsOf({ tag, dueOn, dueTime, ...others }: Partial<TaskForm>): TaskFields {
  return { ...others, tag: nullable(tag), dueOn: nullable(dueOn), dueTime: nullable(dueTime) }
}

export interface TaskEdits extends Edits<TaskForm> {
  failures: Partial<Record<TaskFormField, Failure>>
  /** Types these and sends them. */
  save: (changed: Partial<TaskForm>) => void
  /** Sends what was typed into a field, unless it is missing or somebody has to choose first. */
  leave: (field: TaskFormField) => void
  keepMineAndSave: (field: TaskFormField) => void
  /** Gives up what was typed into a field; Undo brings it back. */
  takeBack: (field: TaskFormField, said: string) => void
}

/** What is changed in the drawer of a task, kept until the hub has it (CON-5). */
export function useTaskEdits(task: Task): TaskEdits {
  const edits = useEdits(useDraftName(`task.${task.id}`), formOf(task))
  const { change } = useTaskActs()
  const [failures, setFailures] = useState<TaskEdits['failures']>({})
  const isGone = useRef(false)
  useEffect(() => {
    isGone.current = false
    return () => void (isGone.current = true)
  }, [])
  const say = (fields: readonly TaskFormField[], failure: Failure | undefined) =>
    setFailures((before) => ({ ...before, ...Object.fromEntries(fields.map((field) => [field, failure])) }))
  const save = (changed: Partial<TaskForm>) => {
    const fields = Object.keys(changed) as TaskFormField[]
    say(fields, undefined)
    edits.send(changed)
    change(task, fieldsOf(changed), {
      onDone: () => edits.settle(changed),
      onRefused: (failure) => {
        edits.giveBack(fields)
        say(fields, failure)
        return !isGone.current
      },
    })
  }
  const leave = (field: TaskFormField) => {
    const mine = edits.values[field].trim()
    const isContested = edits.conflicts.some((conflict) => conflict.field === field)
    if (!edits.edited.includes(field) || isContested || (field === 'title' && mine === '')) return
    if (mine === formOf(task)[field]) edits.drop([field])
    else save({ [field]: mine })
  }
  return {
    ...edits,
    failures,
    save,
    leave,
    keepMineAndSave: (field) => {
      edits.keepMine(field)
      save({ [field]: edits.values[field].trim() })
    },
    takeBack: (field, said) => {
      const mine = edits.values[field]
      edits.drop([field])
      say([field], undefined)
      showToast(said, { undo: () => edits.set({ [field]: mine }) })
    },
  }
}
