import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Note } from '@hub/ui/note'
import { showToast } from '@hub/ui/toast'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { ObjectType } from './foundry-types.ts'

const LONGEST = 60

interface TypeDialogProps {
  type: ObjectType
  onClose: () => void
}

/** How a type is called, and by which property its objects are. */
export function TypeDialog({ type, onClose }: TypeDialogProps) {
  const { trpc, queryClient } = useHub()
  // As it was when the dialog opened: what a colleague saves meanwhile is told, and not written over.
  const [{ id, version }] = useState(type)
  const [names, setNames] = useState({
    title: type.title,
    plural: type.plural,
    titleProperty: type.titleProperty ?? '',
  })
  const set = (change: Partial<typeof names>) => setNames({ ...names, ...change })
  const update = useMutation(
    trpc.modules.foundry.types.update.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries(trpc.modules.foundry.pathFilter())
        showToast(`They are called ${names.plural.trim()}.`)
        onClose()
      },
    }),
  )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    const { titleProperty, ...words } = names
    const called = titleProperty !== '' && { titleProperty }
    update.mutate({ id, version, ...words, ...called, idempotencyKey: newKey() })
  }
  const isWhole = names.title.trim() !== '' && names.plural.trim() !== ''
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Change ${type.plural}`}
      description={`Queries go on calling them “${type.name}”.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="change-type"
            pending={update.isPending}
            disabled={!isWhole}
          >
            Save
          </Button>
        </>
      }
    >
      <form id="change-type" noValidate onSubmit={onSubmit} className="grid gap-3 tablet:grid-cols-2">
        <Field label="One of them">
          <Input
            value={names.title}
            maxLength={LONGEST}
            onChange={({ target }) => set({ title: target.value })}
          />
        </Field>
        <Field label="Several of them">
          <Input
            value={names.plural}
            maxLength={LONGEST}
            onChange={({ target }) => set({ plural: target.value })}
          />
        </Field>
        <Field label="Each is called by its">
          <NativeSelect
            value={names.titleProperty}
            options={[
              ...(type.titleProperty === null ? [{ value: '', label: 'Key' }] : []),
              ...type.properties.map(({ name, title }) => ({ value: name, label: title })),
            ]}
            onChange={({ target }) => set({ titleProperty: target.value })}
          />
        </Field>
        {update.error && (
          <Note tone="danger" title="It is not changed" live className="tablet:col-span-2">
            {toFailure(update.error).message}
          </Note>
        )}
      </form>
    </Dialog>
  )
}
