import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Field } from '@hub/ui/field'
import { Input } from '@hub/ui/input'
import { NativeSelect } from '@hub/ui/native-select'
import { Note } from '@hub/ui/note'
import { showToast } from '@hub/ui/toast'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { FormEvent } from 'react'
import { useHub } from '../../../../../account.ts'
import { toFailure } from '../../../../../failure.ts'
import { newKey } from '../../../../../idempotency.ts'
import type { ListedType } from './foundry-types.ts'

/** The properties of a type that can name something. */
function useTextProperties(typeId: string) {
  const { trpc } = useHub()
  const { data } = useQuery(trpc.modules.foundry.types.get.queryOptions({ id: typeId }))
  const kinds = new Set(['text', 'choice'])
  return (data?.properties ?? [])
    .filter(({ kind, isFiltered }) => isFiltered && kinds.has(kind))
    .map(({ name, title }) => ({ value: name, label: title }))
}

interface NewLinkProps {
  types: readonly ListedType[]
  onClose: () => void
}

/** What a link is called where nobody said: by the types themselves. */
const namesOf = (types: readonly ListedType[], ends: { fromTypeId: string; toTypeId: string }) => ({
  title: types.find(({ id }) => id === ends.toTypeId)?.title ?? '',
  inverseTitle: types.find(({ id }) => id === ends.fromTypeId)?.plural ?? '',
})

/** What is chosen and typed, with what the hub proposes where nothing was. */
function useLinkDraft(types: readonly ListedType[]) {
  const [fromTypeId, setFrom] = useState(types[0]?.id ?? '')
  const [toTypeId, setTo] = useState(types.at(1)?.id ?? fromTypeId)
  const [given, setGiven] = useState('')
  const [toProperty, setToProperty] = useState('')
  const [words, setWords] = useState<{ title?: string; inverseTitle?: string }>({})
  const fromProperties = useTextProperties(fromTypeId)
  const toProperties = useTextProperties(toTypeId)
  const { value: fromProperty = '' } =
    fromProperties.find(({ value }) => value === given) ?? fromProperties[0] ?? {}
  const titled = { ...namesOf(types, { fromTypeId, toTypeId }), ...words }
  return {
    link: { fromTypeId, fromProperty, toTypeId, ...(toProperty !== '' && { toProperty }), ...titled },
    fromProperties,
    toProperties,
    setFrom,
    setTo,
    setGiven,
    setToProperty,
    setWords: (change: typeof words) => setWords({ ...words, ...change }),
  }
}

type Draft = ReturnType<typeof useLinkDraft>

/** Says that a property of one type names things of another: the customer number of an order. */
export function NewLink({ types, onClose }: NewLinkProps) {
  const { trpc, queryClient } = useHub()
  const draft = useLinkDraft(types)
  const create = useMutation(
    trpc.modules.foundry.links.create.mutationOptions({
      onSuccess: ({ name }) => {
        void queryClient.invalidateQueries(trpc.modules.foundry.pathFilter())
        showToast(`They are linked; queries call it ${name}.`)
        onClose()
      },
    }),
  )
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    create.mutate({ ...draft.link, idempotencyKey: newKey() })
  }
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Link two types"
      description="One names the other: an order its customer, by a number that both have."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant="primary"
            type="submit"
            form="new-link"
            pending={create.isPending}
            disabled={draft.link.fromProperty === ''}
          >
            Link
          </Button>
        </>
      }
    >
      <form id="new-link" noValidate onSubmit={onSubmit} className="grid gap-3 tablet:grid-cols-2">
        <Fields types={types} draft={draft} />
        {create.error && (
          <Note tone="danger" title="They are not linked" live className="tablet:col-span-2">
            {toFailure(create.error).message}
          </Note>
        )}
      </form>
    </Dialog>
  )
}

function Fields({ types, draft }: { types: readonly ListedType[]; draft: Draft }) {
  const { link, fromProperties, toProperties } = draft
  const choices = types.map(({ id, plural }) => ({ value: id, label: plural }))
  return (
    <>
      <Field label="Each of">
        <NativeSelect
          value={link.fromTypeId}
          options={choices}
          onChange={({ target }) => draft.setFrom(target.value)}
        />
      </Field>
      <Field label="names, by">
        <NativeSelect
          value={link.fromProperty}
          options={fromProperties}
          onChange={({ target }) => draft.setGiven(target.value)}
        />
      </Field>
      <Field label="one of">
        <NativeSelect
          value={link.toTypeId}
          options={choices}
          onChange={({ target }) => draft.setTo(target.value)}
        />
      </Field>
      <Field label="whose">
        <NativeSelect
          value={link.toProperty ?? ''}
          options={[{ value: '', label: 'Key' }, ...toProperties]}
          onChange={({ target }) => draft.setToProperty(target.value)}
        />
      </Field>
      <Field label="The link is called">
        <Input
          value={link.title}
          maxLength={60}
          onChange={({ target }) => draft.setWords({ title: target.value })}
        />
      </Field>
      <Field label="and from the other side">
        <Input
          value={link.inverseTitle}
          maxLength={60}
          onChange={({ target }) => draft.setWords({ inverseTitle: target.value })}
        />
      </Field>
    </>
  )
}
