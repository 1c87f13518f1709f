import { buildApp } from '../../../apps/server/src/http/app.ts'
import { serveParent } from '../child.ts'
import { memoryHub } from '../memory-hub.ts'
import { productRouter } from '../product-router.ts'

const { hub, token } = await memoryHub(productRouter)
const env = { trustProxy: false, host: 'localhost', mail: undefined }
const app = await buildApp({ hub, env, router: productRouter })
const origin = await app.listen({ port: 0, host: '127.0.0.1' })
serveParent({ origin, token })
