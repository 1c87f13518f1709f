/*
 * Zod tries "new Function" once to see whether it may compile its checks. The content security policy
 * forbids that, and browsers report even a try that is caught. This is where zod keeps what z.config()
 * sets; zod itself is not imported, because only the forms, which come later, carry it.
 */
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } })
