import { Button } from '@hub/ui/button'
import type { FormEvent, ReactNode } from 'react'
import type { FieldErrors, FieldValues } from 'react-hook-form'
import { FormRefusal } from './form-refusal.tsx'
import { RestoredDraft } from './restored-draft.tsx'

export interface FormFrameProps<Values extends FieldValues> {
  /** As react-hook-form keeps it: what was refused, and whether the act is on its way. */
  state: { errors: FieldErrors<Values>; isSubmitting: boolean }
  /** Gives up what was restored from before, which is said while this is given. */
  onDiscard?: (() => void) | undefined
  onSubmit: (event: FormEvent<HTMLFormElement>) => void
  /** The act, such as "Create account". */
  submitLabel: string
  pendingLabel: string
  /** The page's own act stands across the whole width; one of several on a page is as wide as its words. */
  submit?: 'page' | 'primary' | 'plain'
  /** What stands below the button. */
  foot?: ReactNode
  children: ReactNode
}

/** Fields below each other in a page: above them why the hub refused, below them the button. */
export function FormFrame<Values extends FieldValues>({
  state,
  onDiscard,
  onSubmit,
  submitLabel,
  pendingLabel,
  submit = 'page',
  foot,
  children,
}: FormFrameProps<Values>) {
  const isPage = submit === 'page'
  return (
    <form noValidate onSubmit={onSubmit} className="flex flex-col gap-4">
      {onDiscard && <RestoredDraft onDiscard={onDiscard} />}
      <FormRefusal errors={state.errors} />
      {children}
      <Button
        type="submit"
        variant={submit === 'plain' ? undefined : 'primary'}
        size={isPage ? 'lg' : undefined}
        block={isPage}
        className={isPage ? undefined : 'self-start'}
        pending={state.isSubmitting}
        pendingLabel={pendingLabel}
      >
        {submitLabel}
      </Button>
      {foot}
    </form>
  )
}
