import { Checkbox } from '@hub/ui/checkbox'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { Textarea } from '@hub/ui/textarea'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '@hub/api'
import { useHub } from '../../../../../account.ts'
import { shortDay, todayIn, useTimeZone } from '../../../../../components/day-words.ts'
import { useDraft, useDraftName } from '../../../../../components/draft.ts'
import { FormDialog } from '../../../../../components/form-dialog.tsx'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import { refreshLists } from '../../../../../lists/cache.ts'
import { taskKind } from './task-kind.ts'

type Proposal = inferRouterOutputs<AppRouter>['modules']['ops']['notes']['propose']['items'][number]

interface Chosen extends Proposal {
  isChosen: boolean
}

/** Reads the tasks out of pasted notes, and makes those that are chosen. */
export function FromNotes({ onClose }: { onClose: () => void }) {
  const { trpc } = useHub()
  const { text, setText, isRestored, discard } = useDraft(useDraftName('task.notes'))
  const [proposals, setProposals] = useState<readonly Chosen[] | null>(null)
  const propose = useMutation({
    ...trpc.modules.ops.notes.propose.mutationOptions(),
    onSuccess: ({ items }) => setProposals(items.map((one) => ({ ...one, isChosen: true }))),
  })
  if (proposals !== null && proposals.length > 0)
    return <ChooseTasks proposals={proposals} onChange={setProposals} onClose={onClose} onCreated={discard} />
  return (
    <FormDialog
      size="lg"
      title="Tasks from notes"
      description="Paste the notes of a meeting. Nothing is made before you have seen it."
      submitLabel="Find tasks"
      pendingLabel="Reading"
      pending={propose.isPending}
      refusal={propose.error ? toFailure(propose.error).message : undefined}
      kept={{ onDiscard: isRestored ? discard : undefined }}
      onClose={onClose}
      onSubmit={() => propose.mutate({ text, idempotencyKey: newKey() })}
    >
      <Field
        label="Notes"
        hint="Such as “TODO: order cups”, “[ ] fix the till” or “Ana will call the printer by Friday”."
        error={proposals?.length === 0 ? 'Nothing in these notes asks anybody to do something.' : undefined}
      >
        <Textarea rows={10} autoFocus value={text} onChange={({ target }) => setText(target.value)} />
      </Field>
    </FormDialog>
  )
}

interface ChooseTasksProps {
  proposals: readonly Chosen[]
  onChange: (next: readonly Chosen[]) => void
  onClose: () => void
  /** The hub has them: the notes are done with. Closed before, they are still there at the next opening. */
  onCreated: () => void
}

const countOf = (count: number) => `${count} ${count === 1 ? 'task' : 'tasks'}`

function ChooseTasks({ proposals, onChange, onClose, onCreated }: ChooseTasksProps) {
  const hub = useHub()
  const [idempotencyKey] = useState(newKey)
  const chosen = proposals.filter(({ isChosen }) => isChosen)
  const accept = useMutation({
    ...hub.trpc.modules.ops.notes.accept.mutationOptions(),
    onSuccess: ({ items }) => {
      showToast(`Created ${countOf(items.length)}.`)
      onCreated()
      onClose()
      void refreshLists(taskKind, hub)
    },
  })
  const change = (at: number, next: Partial<Chosen>) =>
    onChange(proposals.map((one, index) => (index === at ? { ...one, ...next } : one)))
  return (
    <FormDialog
      size="lg"
      title="Tasks from notes"
      description="Leave out what is none, and mend the words."
      submitLabel={`Create ${countOf(chosen.length)}`}
      pendingLabel="Creating"
      pending={accept.isPending}
      refusal={accept.error ? toFailure(accept.error).message : undefined}
      onClose={onClose}
      onSubmit={() => {
        const items = chosen.map(({ title, quote, assigneeId, dueOn }) => ({
          title,
          quote,
          assigneeId,
          dueOn,
        }))
        accept.mutate({ items, idempotencyKey })
      }}
    >
      <ul aria-label="Proposed tasks" className="flex flex-col divide-y divide-line">
        {proposals.map((proposal, at) => (
          <ProposalRow
            key={proposal.quote + String(at)}
            proposal={proposal}
            onChange={(next) => change(at, next)}
          />
        ))}
      </ul>
    </FormDialog>
  )
}

interface ProposalRowProps {
  proposal: Chosen
  onChange: (next: Partial<Chosen>) => void
}

function ProposalRow({ proposal, onChange }: ProposalRowProps) {
  const timeZone = useTimeZone()
  const { title, quote, assigneeName, unsure, dueOn, isChosen } = proposal
  return (
    <li className="flex items-start gap-3 py-3">
      <Checkbox
        className="mt-2"
        aria-label={`Create: ${title}`}
        checked={isChosen}
        onChange={({ target }) => onChange({ isChosen: target.checked })}
      />
      <div className="min-w-0 flex-1">
        <Input
          aria-label="Title"
          maxLength={200}
          value={title}
          disabled={!isChosen}
          onChange={({ target }) => onChange({ title: target.value })}
        />
        <p className="mt-1 text-12 wrap-anywhere text-text-2">
          {assigneeName ?? 'For nobody yet'}
          {dueOn !== null && `, due ${shortDay(dueOn, todayIn(timeZone))}`}
          {unsure !== null && <span className="text-warning-text">. {unsure}</span>}
        </p>
        <p className="text-12 wrap-anywhere text-text-3">“{quote}”</p>
      </div>
    </li>
  )
}
