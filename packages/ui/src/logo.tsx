import { clsx } from 'clsx'

/** The mark: an H whose crossbar is an open door. With `name` the words stand beside it. */
export function Logo({
  name = false,
  className,
}: {
  name?: boolean | undefined
  className?: string | undefined
}) {
  return (
    <span className={clsx('inline-flex items-center gap-2.5 text-15 font-semibold', className)}>
      <span className="grid size-[30px] flex-none place-items-center rounded-md bg-accent text-on-accent">
        <svg
          viewBox="0 0 24 24"
          {...(name ? { 'aria-hidden': true } : { role: 'img', 'aria-label': 'Smart AI Hub' })}
          className="size-[18px] fill-none stroke-current stroke-[2.4] [stroke-linecap:round]"
        >
          <path d="M6.5 4.5v15M17.5 4.5v15M6.5 16.5a5.5 5.5 0 0 1 11 0" />
        </svg>
      </span>
      {name && 'Smart AI Hub'}
    </span>
  )
}
