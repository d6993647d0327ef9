export { JsiiWorkspace } from './jsii-workspace';
export { Monorepo } from './monorepo';
export { NodeWorkspace } from './node-workspace';
