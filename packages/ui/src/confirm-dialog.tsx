import { useId, useState, type ReactNode } from 'react'

import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Field } from './field.tsx'
import { Input } from './input.tsx'

export interface ConfirmDialogProps {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** A question that names the thing: 'Delete "October sales"?' */
  title: ReactNode
  /** What will happen, and whether it can be undone. */
  consequence: ReactNode
  /** The act itself: "Delete". */
  confirmLabel: string
  pendingLabel?: string | undefined
  /** How to leave everything as it is. */
  keepLabel?: string | undefined
  danger?: boolean | undefined
  pending?: boolean | undefined
  onConfirm: () => void
  /** Words to type first. Only for what cannot be undone. */
  typeToConfirm?: string | undefined
}

/** Asks once more. Prefer an Undo toast for all that can be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, consequence, confirmLabel, typeToConfirm, onConfirm } = props
  const [typed, setTyped] = useState('')
  const [reminded, setReminded] = useState(false)
  const formId = useId()
  const matches = typeToConfirm === undefined || typed.trim() === typeToConfirm
  const close = (next: boolean) => {
    setTyped('')
    setReminded(false)
    onOpenChange(next)
  }
  return (
    <Dialog
      open={open}
      onOpenChange={close}
      title={title}
      description={consequence}
      footer={
        <>
          <Button onClick={() => close(false)}>{props.keepLabel ?? 'Keep it'}</Button>
          <Button
            type="submit"
            form={formId}
            variant={props.danger === false ? 'primary' : 'danger'}
            pending={props.pending}
            pendingLabel={props.pendingLabel}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault()
          if (matches) onConfirm()
          else setReminded(true)
        }}
      >
        {typeToConfirm !== undefined && (
          <Field
            label={
              <>
                Type <b className="font-semibold">{typeToConfirm}</b> to confirm
              </>
            }
            error={reminded && !matches ? 'Type the words exactly as shown.' : undefined}
          >
            <Input value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
          </Field>
        )}
      </form>
    </Dialog>
  )
}
