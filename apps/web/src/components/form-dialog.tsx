import { Button } from '@hub/ui/button'
import { Dialog } from '@hub/ui/dialog'
import { Note } from '@hub/ui/note'
import { useId } from 'react'
import type { FormEvent, ReactNode } from 'react'
import { RestoredDraft } from './restored-draft.tsx'

export interface FormDialogProps {
  title: ReactNode
  description?: ReactNode
  size?: 'md' | 'lg' | undefined
  /** The act, such as "Create key". */
  submitLabel: string
  pendingLabel: string
  pending: boolean
  cancelLabel?: string | undefined
  /** Why the hub refused, where no single field is to blame. */
  refusal?: string | undefined
  /** Gives up what was restored from before, which is said while this is given. */
  onDiscard?: (() => void) | undefined
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  onClose: () => void
  /** How the fields stand; below each other without it. */
  className?: string | undefined
  children: ReactNode
}

/**
 * Puts the focus into the first field as the dialog appears: a dialog does so a moment later by
 * itself, and what is typed in between would be lost. A field with `autoFocus` has it already.
 */
function focusFirst(fields: HTMLDivElement | null) {
  if (!fields || fields.contains(document.activeElement)) return
  const controls = fields.querySelectorAll<HTMLElement>('input, textarea, select, button')
  for (const control of controls) {
    if (control.tabIndex < 0 || control.matches(':disabled, [aria-hidden="true"]')) continue
    const group = control.getAttribute('type') === 'radio' ? control.getAttribute('name') : null
    const chosen = group && fields.querySelector<HTMLElement>(`[name="${CSS.escape(group)}"]:checked`)
    ;(chosen || control).focus()
    return
  }
}

/** Fields in a dialog. It stays while the act is on its way. */
export function FormDialog(props: FormDialogProps) {
  const formId = useId()
  const { pending, refusal, onSubmit, onClose, className = 'flex flex-col gap-4', children } = props
  return (
    <Dialog
      open
      size={props.size}
      onOpenChange={(open) => !open && !pending && onClose()}
      title={props.title}
      description={props.description}
      footer={
        <>
          <Button onClick={onClose}>{props.cancelLabel ?? 'Cancel'}</Button>
          <Button
            type="submit"
            form={formId}
            variant="primary"
            pending={pending}
            pendingLabel={props.pendingLabel}
          >
            {props.submitLabel}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        noValidate
        className={className}
        onSubmit={(event) => {
          event.preventDefault()
          // The return key in a field sends the form too, past a button that is waiting.
          if (!pending) onSubmit(event)
        }}
      >
        {props.onDiscard && <RestoredDraft onDiscard={props.onDiscard} />}
        {refusal !== undefined && (
          <Note tone="danger" live>
            {refusal}
          </Note>
        )}
        <div ref={focusFirst} className="contents">
          {children}
        </div>
      </form>
    </Dialog>
  )
}
