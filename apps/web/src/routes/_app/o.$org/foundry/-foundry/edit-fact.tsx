import { inSentence } from '@hub/api/schemas/shared/in-sentence'
import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { Fact, PropertyKind, WholeObject } from './foundry-types.ts'
import { valueWords } from './object-value.tsx'

const hints: Record<PropertyKind, string | undefined> = {
  text: undefined,
  choice: undefined,
  number: 'A number, such as 12.5.',
  money: 'An amount and its currency, such as 12.50 EUR.',
  yesno: 'Yes or no.',
  day: 'A day, such as 2026-05-01.',
  instant: 'A day and a time, such as 2026-05-01T09:30Z.',
}

/** What the fact became since it was opened here; null while it is the same. */
function becameOf({ facts }: WholeObject, { property, value }: Fact): string | null {
  const now = facts.find((one) => one.property === property)?.value ?? null
  return valueWords(now) === valueWords(value) ? null : valueWords(now)
}

interface EditFactProps {
  object: WholeObject
  fact: Fact
  onClose: () => void
}

/** Writes a value over what the source says, or takes that back. */
export function EditFact({ object, fact, onClose }: EditFactProps) {
  const { trpc, queryClient } = useHub()
  const { property, title, kind, value, edited, unreadable } = fact
  const [text, setText] = useState(value === null ? (unreadable ?? '') : valueWords(value))
  const meanwhile = becameOf(object, fact)
  const done = (words: string) => {
    void queryClient.invalidateQueries(trpc.modules.foundry.objects.pathFilter())
    showToast(words)
    onClose()
  }
  const { objects } = trpc.modules.foundry
  // What somebody else wrote is shown before it is written over.
  const onError = () => void queryClient.invalidateQueries(objects.pathFilter())
  const edit = useMutation(
    objects.edit.mutationOptions({ onError, onSuccess: () => done(`${title} is corrected.`) }),
  )
  const revert = useMutation(
    objects.revert.mutationOptions({ onError, onSuccess: () => done(`${title} is as its source says.`) }),
  )
  const asked = { id: object.id, property, version: object.version }
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    edit.mutate({ ...asked, value: text, idempotencyKey: newKey() })
  }
  const error = edit.error ?? revert.error
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Correct ${inSentence(title)}`}
      description="It stays when the source is read again, until somebody takes it back."
      footer={
        <>
          {edited && (
            <Button
              variant="ghost"
              className="mr-auto"
              pending={revert.isPending}
              onClick={() => revert.mutate({ ...asked, idempotencyKey: newKey() })}
            >
              Use the source’s
            </Button>
          )}
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form="edit-fact" pending={edit.isPending}>
            Save
          </Button>
        </>
      }
    >
      <form id="edit-fact" onSubmit={onSubmit} noValidate>
        <Field label={title} hint={hints[kind]} error={error ? toFailure(error).message : undefined}>
          <Input value={text} onChange={({ target }) => setText(target.value)} maxLength={2_000} />
        </Field>
        {meanwhile !== null && !edit.isPending && !revert.isPending && (
          <p role="status" className="mt-3 text-13 text-warning-text">
            Meanwhile it became <span className="text-text wrap-anywhere">{meanwhile}</span>. Saving writes
            over that.
          </p>
        )}
        {edited && (
          <p className="mt-3 text-13 text-text-2">
            The source says: <span className="text-text wrap-anywhere">{valueWords(edited.sourceValue)}</span>
          </p>
        )}
      </form>
    </Dialog>
  )
}
