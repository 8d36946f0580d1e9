(function(){"use strict";const G=globalThis,te=G.ShadowRoot&&(G.ShadyCSS===void 0||G.ShadyCSS.nativeShadow)&&"adoptedStyleSheets"in Document.prototype&&"replace"in CSSStyleSheet.prototype,se=Symbol(),we=new WeakMap;let ke=class{constructor(e,t,n){if(this._$cssResult$=!0,n!==se)throw Error("CSSResult is not constructable. Use `unsafeCSS` or `css` instead.");this.cssText=e,this.t=t}get styleSheet(){let e=this.o;const t=this.t;if(te&&e===void 0){const n=t!==void 0&&t.length===1;n&&(e=we.get(t)),e===void 0&&((this.o=e=new CSSStyleSheet).replaceSync(this.cssText),n&&we.set(t,e))}return e}toString(){return this.cssText}};const mt=s=>new ke(typeof s=="string"?s:s+"",void 0,se),_=(s,...e)=>{const t=s.length===1?s[0]:e.reduce((n,i,r)=>n+(a=>{if(a._$cssResult$===!0)return a.cssText;if(typeof a=="number")return a;throw Error("Value passed to 'css' function must be a 'css' function result: "+a+". Use 'unsafeCSS' to pass non-literal values, but take care to ensure page security.")})(i)+s[r+1],s[0]);return new ke(t,s,se)},ft=(s,e)=>{if(te)s.adoptedStyleSheets=e.map(t=>t instanceof CSSStyleSheet?t:t.styleSheet);else for(const t of e){const n=document.createElement("style"),i=G.litNonce;i!==void 0&&n.setAttribute("nonce",i),n.textContent=t.cssText,s.appendChild(n)}},xe=te?s=>s:s=>s instanceof CSSStyleSheet?(e=>{let t="";for(const n of e.cssRules)t+=n.cssText;return mt(t)})(s):s;const{is:gt,defineProperty:yt,getOwnPropertyDescriptor:vt,getOwnPropertyNames:bt,getOwnPropertySymbols:$t,getPrototypeOf:wt}=Object,Y=globalThis,Ae=Y.trustedTypes,kt=Ae?Ae.emptyScript:"",xt=Y.reactiveElementPolyfillSupport,H=(s,e)=>s,ne={toAttribute(s,e){switch(e){case Boolean:s=s?kt:null;break;case Object:case Array:s=s==null?s:JSON.stringify(s)}return s},fromAttribute(s,e){let t=s;switch(e){case Boolean:t=s!==null;break;case Number:t=s===null?null:Number(s);break;case Object:case Array:try{t=JSON.parse(s)}catch{t=null}}return t}},_e=(s,e)=>!gt(s,e),Se={attribute:!0,type:String,converter:ne,reflect:!1,useDefault:!1,hasChanged:_e};Symbol.metadata??=Symbol("metadata"),Y.litPropertyMetadata??=new WeakMap;let P=class extends HTMLElement{static addInitializer(e){this._$Ei(),(this.l??=[]).push(e)}static get observedAttributes(){return this.finalize(),this._$Eh&&[...this._$Eh.keys()]}static createProperty(e,t=Se){if(t.state&&(t.attribute=!1),this._$Ei(),this.prototype.hasOwnProperty(e)&&((t=Object.create(t)).wrapped=!0),this.elementProperties.set(e,t),!t.noAccessor){const n=Symbol(),i=this.getPropertyDescriptor(e,n,t);i!==void 0&&yt(this.prototype,e,i)}}static getPropertyDescriptor(e,t,n){const{get:i,set:r}=vt(this.prototype,e)??{get(){return this[t]},set(a){this[t]=a}};return{get:i,set(a){const c=i?.call(this);r?.call(this,a),this.requestUpdate(e,c,n)},configurable:!0,enumerable:!0}}static getPropertyOptions(e){return this.elementProperties.get(e)??Se}static _$Ei(){if(this.hasOwnProperty(H("elementProperties")))return;const e=wt(this);e.finalize(),e.l!==void 0&&(this.l=[...e.l]),this.elementProperties=new Map(e.elementProperties)}static finalize(){if(this.hasOwnProperty(H("finalized")))return;if(this.finalized=!0,this._$Ei(),this.hasOwnProperty(H("properties"))){const t=this.properties,n=[...bt(t),...$t(t)];for(const i of n)this.createProperty(i,t[i])}const e=this[Symbol.metadata];if(e!==null){const t=litPropertyMetadata.get(e);if(t!==void 0)for(const[n,i]of t)this.elementProperties.set(n,i)}this._$Eh=new Map;for(const[t,n]of this.elementProperties){const i=this._$Eu(t,n);i!==void 0&&this._$Eh.set(i,t)}this.elementStyles=this.finalizeStyles(this.styles)}static finalizeStyles(e){const t=[];if(Array.isArray(e)){const n=new Set(e.flat(1/0).reverse());for(const i of n)t.unshift(xe(i))}else e!==void 0&&t.push(xe(e));return t}static _$Eu(e,t){const n=t.attribute;return n===!1?void 0:typeof n=="string"?n:typeof e=="string"?e.toLowerCase():void 0}constructor(){super(),this._$Ep=void 0,this.isUpdatePending=!1,this.hasUpdated=!1,this._$Em=null,this._$Ev()}_$Ev(){this._$ES=new Promise(e=>this.enableUpdating=e),this._$AL=new Map,this._$E_(),this.requestUpdate(),this.constructor.l?.forEach(e=>e(this))}addController(e){(this._$EO??=new Set).add(e),this.renderRoot!==void 0&&this.isConnected&&e.hostConnected?.()}removeController(e){this._$EO?.delete(e)}_$E_(){const e=new Map,t=this.constructor.elementProperties;for(const n of t.keys())this.hasOwnProperty(n)&&(e.set(n,this[n]),delete this[n]);e.size>0&&(this._$Ep=e)}createRenderRoot(){const e=this.shadowRoot??this.attachShadow(this.constructor.shadowRootOptions);return ft(e,this.constructor.elementStyles),e}connectedCallback(){this.renderRoot??=this.createRenderRoot(),this.enableUpdating(!0),this._$EO?.forEach(e=>e.hostConnected?.())}enableUpdating(e){}disconnectedCallback(){this._$EO?.forEach(e=>e.hostDisconnected?.())}attributeChangedCallback(e,t,n){this._$AK(e,n)}_$ET(e,t){const n=this.constructor.elementProperties.get(e),i=this.constructor._$Eu(e,n);if(i!==void 0&&n.reflect===!0){const r=(n.converter?.toAttribute!==void 0?n.converter:ne).toAttribute(t,n.type);this._$Em=e,r==null?this.removeAttribute(i):this.setAttribute(i,r),this._$Em=null}}_$AK(e,t){const n=this.constructor,i=n._$Eh.get(e);if(i!==void 0&&this._$Em!==i){const r=n.getPropertyOptions(i),a=typeof r.converter=="function"?{fromAttribute:r.converter}:r.converter?.fromAttribute!==void 0?r.converter:ne;this._$Em=i;const c=a.fromAttribute(t,r.type);this[i]=c??this._$Ej?.get(i)??c,this._$Em=null}}requestUpdate(e,t,n,i=!1,r){if(e!==void 0){const a=this.constructor;if(i===!1&&(r=this[e]),n??=a.getPropertyOptions(e),!((n.hasChanged??_e)(r,t)||n.useDefault&&n.reflect&&r===this._$Ej?.get(e)&&!this.hasAttribute(a._$Eu(e,n))))return;this.C(e,t,n)}this.isUpdatePending===!1&&(this._$ES=this._$EP())}C(e,t,{useDefault:n,reflect:i,wrapped:r},a){n&&!(this._$Ej??=new Map).has(e)&&(this._$Ej.set(e,a??t??this[e]),r!==!0||a!==void 0)||(this._$AL.has(e)||(this.hasUpdated||n||(t=void 0),this._$AL.set(e,t)),i===!0&&this._$Em!==e&&(this._$Eq??=new Set).add(e))}async _$EP(){this.isUpdatePending=!0;try{await this._$ES}catch(t){Promise.reject(t)}const e=this.scheduleUpdate();return e!=null&&await e,!this.isUpdatePending}scheduleUpdate(){return this.performUpdate()}performUpdate(){if(!this.isUpdatePending)return;if(!this.hasUpdated){if(this.renderRoot??=this.createRenderRoot(),this._$Ep){for(const[i,r]of this._$Ep)this[i]=r;this._$Ep=void 0}const n=this.constructor.elementProperties;if(n.size>0)for(const[i,r]of n){const{wrapped:a}=r,c=this[i];a!==!0||this._$AL.has(i)||c===void 0||this.C(i,void 0,r,c)}}let e=!1;const t=this._$AL;try{e=this.shouldUpdate(t),e?(this.willUpdate(t),this._$EO?.forEach(n=>n.hostUpdate?.()),this.update(t)):this._$EM()}catch(n){throw e=!1,this._$EM(),n}e&&this._$AE(t)}willUpdate(e){}_$AE(e){this._$EO?.forEach(t=>t.hostUpdated?.()),this.hasUpdated||(this.hasUpdated=!0,this.firstUpdated(e)),this.updated(e)}_$EM(){this._$AL=new Map,this.isUpdatePending=!1}get updateComplete(){return this.getUpdateComplete()}getUpdateComplete(){return this._$ES}shouldUpdate(e){return!0}update(e){this._$Eq&&=this._$Eq.forEach(t=>this._$ET(t,this[t])),this._$EM()}updated(e){}firstUpdated(e){}};P.elementStyles=[],P.shadowRootOptions={mode:"open"},P[H("elementProperties")]=new Map,P[H("finalized")]=new Map,xt?.({ReactiveElement:P}),(Y.reactiveElementVersions??=[]).push("2.1.2");const ie=globalThis,Ee=s=>s,K=ie.trustedTypes,Te=K?K.createPolicy("lit-html",{createHTML:s=>s}):void 0,Me="$lit$",S=`lit$${Math.random().toFixed(9).slice(2)}$`,Ne="?"+S,At=`<${Ne}>`,T=document,q=()=>T.createComment(""),D=s=>s===null||typeof s!="object"&&typeof s!="function",re=Array.isArray,_t=s=>re(s)||typeof s?.[Symbol.iterator]=="function",ae=`[ 	
\f\r]`,j=/<(?:(!--|\/[^a-zA-Z])|(\/?[a-zA-Z][^>\s]*)|(\/?$))/g,Oe=/-->/g,Ce=/>/g,M=RegExp(`>|${ae}(?:([^\\s"'>=/]+)(${ae}*=${ae}*(?:[^ 	
\f\r"'\`<>=]|("|')|))|$)`,"g"),ze=/'/g,Le=/"/g,Pe=/^(?:script|style|textarea|title)$/i,Re=s=>(e,...t)=>({_$litType$:s,strings:e,values:t}),o=Re(1),v=Re(2),A=Symbol.for("lit-noChange"),d=Symbol.for("lit-nothing"),Ue=new WeakMap,N=T.createTreeWalker(T,129);function Ie(s,e){if(!re(s)||!s.hasOwnProperty("raw"))throw Error("invalid template strings array");return Te!==void 0?Te.createHTML(e):e}const St=(s,e)=>{const t=s.length-1,n=[];let i,r=e===2?"<svg>":e===3?"<math>":"",a=j;for(let c=0;c<t;c++){const l=s[c];let p,u,h=-1,y=0;for(;y<l.length&&(a.lastIndex=y,u=a.exec(l),u!==null);)y=a.lastIndex,a===j?u[1]==="!--"?a=Oe:u[1]!==void 0?a=Ce:u[2]!==void 0?(Pe.test(u[2])&&(i=RegExp("</"+u[2],"g")),a=M):u[3]!==void 0&&(a=M):a===M?u[0]===">"?(a=i??j,h=-1):u[1]===void 0?h=-2:(h=a.lastIndex-u[2].length,p=u[1],a=u[3]===void 0?M:u[3]==='"'?Le:ze):a===Le||a===ze?a=M:a===Oe||a===Ce?a=j:(a=M,i=void 0);const g=a===M&&s[c+1].startsWith("/>")?" ":"";r+=a===j?l+At:h>=0?(n.push(p),l.slice(0,h)+Me+l.slice(h)+S+g):l+S+(h===-2?c:g)}return[Ie(s,r+(s[t]||"<?>")+(e===2?"</svg>":e===3?"</math>":"")),n]};class B{constructor({strings:e,_$litType$:t},n){let i;this.parts=[];let r=0,a=0;const c=e.length-1,l=this.parts,[p,u]=St(e,t);if(this.el=B.createElement(p,n),N.currentNode=this.el.content,t===2||t===3){const h=this.el.content.firstChild;h.replaceWith(...h.childNodes)}for(;(i=N.nextNode())!==null&&l.length<c;){if(i.nodeType===1){if(i.hasAttributes())for(const h of i.getAttributeNames())if(h.endsWith(Me)){const y=u[a++],g=i.getAttribute(h).split(S),m=/([.?@])?(.*)/.exec(y);l.push({type:1,index:r,name:m[2],strings:g,ctor:m[1]==="."?Tt:m[1]==="?"?Mt:m[1]==="@"?Nt:J}),i.removeAttribute(h)}else h.startsWith(S)&&(l.push({type:6,index:r}),i.removeAttribute(h));if(Pe.test(i.tagName)){const h=i.textContent.split(S),y=h.length-1;if(y>0){i.textContent=K?K.emptyScript:"";for(let g=0;g<y;g++)i.append(h[g],q()),N.nextNode(),l.push({type:2,index:++r});i.append(h[y],q())}}}else if(i.nodeType===8)if(i.data===Ne)l.push({type:2,index:r});else{let h=-1;for(;(h=i.data.indexOf(S,h+1))!==-1;)l.push({type:7,index:r}),h+=S.length-1}r++}}static createElement(e,t){const n=T.createElement("template");return n.innerHTML=e,n}}function R(s,e,t=s,n){if(e===A)return e;let i=n!==void 0?t._$Co?.[n]:t._$Cl;const r=D(e)?void 0:e._$litDirective$;return i?.constructor!==r&&(i?._$AO?.(!1),r===void 0?i=void 0:(i=new r(s),i._$AT(s,t,n)),n!==void 0?(t._$Co??=[])[n]=i:t._$Cl=i),i!==void 0&&(e=R(s,i._$AS(s,e.values),i,n)),e}class Et{constructor(e,t){this._$AV=[],this._$AN=void 0,this._$AD=e,this._$AM=t}get parentNode(){return this._$AM.parentNode}get _$AU(){return this._$AM._$AU}u(e){const{el:{content:t},parts:n}=this._$AD,i=(e?.creationScope??T).importNode(t,!0);N.currentNode=i;let r=N.nextNode(),a=0,c=0,l=n[0];for(;l!==void 0;){if(a===l.index){let p;l.type===2?p=new U(r,r.nextSibling,this,e):l.type===1?p=new l.ctor(r,l.name,l.strings,this,e):l.type===6&&(p=new Ot(r,this,e)),this._$AV.push(p),l=n[++c]}a!==l?.index&&(r=N.nextNode(),a++)}return N.currentNode=T,i}p(e){let t=0;for(const n of this._$AV)n!==void 0&&(n.strings!==void 0?(n._$AI(e,n,t),t+=n.strings.length-2):n._$AI(e[t])),t++}}class U{get _$AU(){return this._$AM?._$AU??this._$Cv}constructor(e,t,n,i){this.type=2,this._$AH=d,this._$AN=void 0,this._$AA=e,this._$AB=t,this._$AM=n,this.options=i,this._$Cv=i?.isConnected??!0}get parentNode(){let e=this._$AA.parentNode;const t=this._$AM;return t!==void 0&&e?.nodeType===11&&(e=t.parentNode),e}get startNode(){return this._$AA}get endNode(){return this._$AB}_$AI(e,t=this){e=R(this,e,t),D(e)?e===d||e==null||e===""?(this._$AH!==d&&this._$AR(),this._$AH=d):e!==this._$AH&&e!==A&&this._(e):e._$litType$!==void 0?this.$(e):e.nodeType!==void 0?this.T(e):_t(e)?this.k(e):this._(e)}O(e){return this._$AA.parentNode.insertBefore(e,this._$AB)}T(e){this._$AH!==e&&(this._$AR(),this._$AH=this.O(e))}_(e){this._$AH!==d&&D(this._$AH)?this._$AA.nextSibling.data=e:this.T(T.createTextNode(e)),this._$AH=e}$(e){const{values:t,_$litType$:n}=e,i=typeof n=="number"?this._$AC(e):(n.el===void 0&&(n.el=B.createElement(Ie(n.h,n.h[0]),this.options)),n);if(this._$AH?._$AD===i)this._$AH.p(t);else{const r=new Et(i,this),a=r.u(this.options);r.p(t),this.T(a),this._$AH=r}}_$AC(e){let t=Ue.get(e.strings);return t===void 0&&Ue.set(e.strings,t=new B(e)),t}k(e){re(this._$AH)||(this._$AH=[],this._$AR());const t=this._$AH;let n,i=0;for(const r of e)i===t.length?t.push(n=new U(this.O(q()),this.O(q()),this,this.options)):n=t[i],n._$AI(r),i++;i<t.length&&(this._$AR(n&&n._$AB.nextSibling,i),t.length=i)}_$AR(e=this._$AA.nextSibling,t){for(this._$AP?.(!1,!0,t);e!==this._$AB;){const n=Ee(e).nextSibling;Ee(e).remove(),e=n}}setConnected(e){this._$AM===void 0&&(this._$Cv=e,this._$AP?.(e))}}class J{get tagName(){return this.element.tagName}get _$AU(){return this._$AM._$AU}constructor(e,t,n,i,r){this.type=1,this._$AH=d,this._$AN=void 0,this.element=e,this.name=t,this._$AM=i,this.options=r,n.length>2||n[0]!==""||n[1]!==""?(this._$AH=Array(n.length-1).fill(new String),this.strings=n):this._$AH=d}_$AI(e,t=this,n,i){const r=this.strings;let a=!1;if(r===void 0)e=R(this,e,t,0),a=!D(e)||e!==this._$AH&&e!==A,a&&(this._$AH=e);else{const c=e;let l,p;for(e=r[0],l=0;l<r.length-1;l++)p=R(this,c[n+l],t,l),p===A&&(p=this._$AH[l]),a||=!D(p)||p!==this._$AH[l],p===d?e=d:e!==d&&(e+=(p??"")+r[l+1]),this._$AH[l]=p}a&&!i&&this.j(e)}j(e){e===d?this.element.removeAttribute(this.name):this.element.setAttribute(this.name,e??"")}}class Tt extends J{constructor(){super(...arguments),this.type=3}j(e){this.element[this.name]=e===d?void 0:e}}class Mt extends J{constructor(){super(...arguments),this.type=4}j(e){this.element.toggleAttribute(this.name,!!e&&e!==d)}}class Nt extends J{constructor(e,t,n,i,r){super(e,t,n,i,r),this.type=5}_$AI(e,t=this){if((e=R(this,e,t,0)??d)===A)return;const n=this._$AH,i=e===d&&n!==d||e.capture!==n.capture||e.once!==n.once||e.passive!==n.passive,r=e!==d&&(n===d||i);i&&this.element.removeEventListener(this.name,this,n),r&&this.element.addEventListener(this.name,this,e),this._$AH=e}handleEvent(e){typeof this._$AH=="function"?this._$AH.call(this.options?.host??this.element,e):this._$AH.handleEvent(e)}}class Ot{constructor(e,t,n){this.element=e,this.type=6,this._$AN=void 0,this._$AM=t,this.options=n}get _$AU(){return this._$AM._$AU}_$AI(e){R(this,e)}}const Ct={I:U},zt=ie.litHtmlPolyfillSupport;zt?.(B,U),(ie.litHtmlVersions??=[]).push("3.3.3");const Lt=(s,e,t)=>{const n=t?.renderBefore??e;let i=n._$litPart$;if(i===void 0){const r=t?.renderBefore??null;n._$litPart$=i=new U(e.insertBefore(q(),r),r,void 0,t??{})}return i._$AI(s),i};const oe=globalThis;let F=class extends P{constructor(){super(...arguments),this.renderOptions={host:this},this._$Do=void 0}createRenderRoot(){const e=super.createRenderRoot();return this.renderOptions.renderBefore??=e.firstChild,e}update(e){const t=this.render();this.hasUpdated||(this.renderOptions.isConnected=this.isConnected),super.update(e),this._$Do=Lt(t,this.renderRoot,this.renderOptions)}connectedCallback(){super.connectedCallback(),this._$Do?.setConnected(!0)}disconnectedCallback(){super.disconnectedCallback(),this._$Do?.setConnected(!1)}render(){return A}};F._$litElement$=!0,F.finalized=!0,oe.litElementHydrateSupport?.({LitElement:F});const Pt=oe.litElementPolyfillSupport;Pt?.({LitElement:F}),(oe.litElementVersions??=[]).push("4.2.2");const Rt=["emergency","urgent","tell_nurse","same_day","self_care"],O=s=>typeof s=="object"&&s!==null&&!Array.isArray(s),k=s=>typeof s=="string"?s:"",I=s=>typeof s=="string"&&s!==""?s:null,le=s=>Array.isArray(s)?s:[],C=s=>le(s).filter(O),ce=s=>le(s).filter(e=>typeof e=="string"&&e!=="");function de(s){return!O(s)||typeof s.seq!="number"||!Array.isArray(s.replies)?null:{seq:s.seq,id:I(s.id),text:I(s.text),at:I(s.at),replies:C(s.replies).map(He),late:s.late===!0}}function Ut(s){return O(s)?C(s.replies).map(He).filter(e=>e.payload!==null||e.text!==null&&e.text!==s.text):[]}function It(s){return O(s)?le(s.turns).map(de).filter(e=>e!==null):[]}function He(s){return{text:I(s.text),buttons:Ht(s.buttons),payload:Dt(s.custom)}}function Ht(s){return C(s).map(e=>({title:k(e.title),payload:k(e.payload)||k(e.title)})).filter(e=>e.title!=="")}const qt=["yes_no","group","severity","choice","free"];function Dt(s){if(!O(s)||typeof s.type!="string")return null;const e=I(s.stands_for);return s.type==="question"?jt(s,e):s.type==="triage_result"&&Bt(s.level)?Ft(s,s.level,e):{type:s.type,standsFor:e}}function jt(s,e){const{kind:t,remaining:n}=s;return{type:"question",slot:k(s.slot),kind:typeof t=="string"&&qt.includes(t)?t:null,remaining:typeof n=="number"&&n>0?Math.round(n):null,lead:k(s.lead),ask:k(s.ask),items:C(s.items).map(i=>({text:k(i.text)||k(i.button),button:k(i.button)})).filter(i=>i.button!==""),standsFor:e}}function Bt(s){return typeof s=="string"&&Rt.includes(s)}function Ft(s,e,t){const n=O(s.documents)?s.documents:{};return{type:"triage_result",level:e,title:k(s.title),action:k(s.action),steps:C(s.steps).map(i=>({text:k(i.text),sources:ce(i.sources)})).filter(i=>i.text!==""),why:C(s.why).map(i=>({rule:k(i.rule),text:k(i.text),sources:ce(i.sources),general:i.general===!0})).filter(i=>i.text!==""),watch:ce(s.watch),documents:Object.fromEntries(Object.entries(n).filter(i=>typeof i[1]=="string")),standsFor:t}}const qe=s=>s?.type==="question",he=s=>s?.type==="triage_result"&&"level"in s;function Vt(s){const e=O(s)?s:{},t=e.reply_deadline_ms;return{emergencyNumbers:C(e.emergency_numbers).map(n=>({number:k(n.number),where:k(n.where)})).filter(n=>n.number!==""),disclaimer:I(e.disclaimer),replyDeadlineMs:typeof t=="number"&&t>0?t:null}}class w extends Error{constructor(e,t,n=null,i=[]){super(`${e} (${t})`),this.kind=e,this.status=t,this.retryAfterMs=n,this.replies=i}}const Wt="application/json",De=3e4;class Gt{constructor(e){this.server=e}async settings(){return Vt(await Q(await this.request("/widget/settings",{})))}async openSession(e){const t=await Q(await this.request("/widget/session",{method:"POST"},null,e)),n=t?.token;if(typeof n!="string"||n==="")throw new w("server",0);const i=t?.expires_at;return{token:n,expiresAt:typeof i=="string"?i:null}}async post(e,t,n,i){const r={method:"POST",headers:{"Content-Type":Wt},body:JSON.stringify({id:t,text:n})},a=de(await Q(await this.request("/widget/messages",r,e,i)));if(a===null||a.replies.length===0)throw new w("server",200);return a}async turnsAfter(e,t,n){return It(await Q(await this.request(`/widget/messages?after=${t}`,{},e,n)))}async events(e,t,n){const i={Accept:"text/event-stream","Last-Event-ID":String(t)},r=await this.request("/widget/events",{headers:i},e,n,!0);if(r.body===null)throw new w("server",r.status);return r.body}async erase(e){await this.request("/widget/conversation",{method:"DELETE"},e)}async summary(e,t){return(await this.request(`/widget/summary.${t}`,{},e)).text()}summaryPage(e){return new Promise((t,n)=>{const i=new XMLHttpRequest;i.open("GET",`${this.server}/widget/summary.html`),i.responseType="document",i.timeout=De,i.setRequestHeader("Authorization",`Bearer ${e}`),i.onload=()=>{i.status===200&&i.responseXML!==null?t(i.responseXML):n(new w(je(i.status),i.status))},i.onerror=i.ontimeout=()=>n(new w("network",0)),i.send()})}async request(e,t,n=null,i,r=!1){const a={...t.headers,...n===null?{}:{Authorization:`Bearer ${n}`}},c=new AbortController,l=setTimeout(()=>c.abort(),De),p=()=>c.abort();i?.addEventListener("abort",p,{once:!0}),i?.aborted&&p();let u;try{u=await fetch(this.server+e,{...t,headers:a,signal:c.signal,credentials:"omit",cache:"no-store",referrerPolicy:"no-referrer"})}catch{throw new w("network",0)}finally{clearTimeout(l),r||i?.removeEventListener("abort",p)}if(!u.ok)throw await Yt(u);return u}}async function Q(s){try{return await s.json()}catch{throw new w("network",s.status)}}async function Yt(s){const e=await s.json().catch(()=>null);return new w(je(s.status),s.status,Kt(s),Ut(e))}function je(s){return s===401?"unauthorized":s===429?"busy":s>=500||s===408?"server":"refused"}function Kt(s){const e=Number(s.headers.get("Retry-After")??Number.NaN);return Number.isFinite(e)&&e>=0?Math.min(e,60)*1e3:null}const ue="start over";function Jt(s,e,t){const n=new Map(s.map((a,c)=>[pe(a),c])),i=[...s];let r=!1;for(const a of t){const c={session:e,turn:a},l=n.get(pe(c))??i.length,p=i[l];p!==void 0&&(!p.turn.late||a.late)||(i[l]=c,n.set(pe(c),l),r=!0)}return r?Qt(i):s}function pe({session:s,turn:e}){return e.id===null?`${s} ${e.seq}`:`${s} id ${e.id}`}function Qt(s){const e=({turn:i})=>i.late?Number.POSITIVE_INFINITY:i.seq,t=(i,r)=>i.session<r.session||i.session===r.session&&e(i)<=e(r);return s.every((i,r)=>r===0||t(s[r-1]??i,i))?s:[...s].sort((i,r)=>t(i,r)?t(r,i)?0:-1:1)}function Xt(s,e){return s.some(t=>t.session===e&&t.turn.late)}function Zt(s){for(let e=s.length-1;e>=0;e-=1){const t=s[e]?.turn;if(t!==void 0&&!t.late&&t.text?.trim().toLowerCase()===ue)return s.slice(e)}return s}function Be(s){const e=new Set(s.map(n=>n.payload).filter(n=>qe(n)?Fe(n):he(n)&&n.action!=="").map(n=>n?.standsFor).filter(n=>typeof n=="string")),t=[];for(const n of s){n.text!==null&&!e.has(n.text)&&t.push({kind:"text",text:n.text});const{payload:i}=n;he(i)?t.push({kind:"result",result:i}):qe(i)?t.push({kind:"question",question:i,buttons:es(i,s)}):i?.type==="handoff"&&t.push({kind:"handoff"})}if(!t.some(n=>n.kind==="question")){const n=s.flatMap(i=>i.buttons);n.length>0&&t.push({kind:"choices",buttons:n})}return t}function Fe(s){return s.kind!==null&&s.ask!==""&&s.standsFor!==null}function es(s,e){const t=e.find(i=>i.text!==null&&i.text===s.standsFor),n=[...e].reverse().find(i=>i.buttons.length>0);return(t!==void 0&&t.buttons.length>0?t:n)?.buttons??[]}function ts(s){for(let e=s.length-1;e>=0;e-=1){const t=s[e];if(t===void 0)break;const n=[...Be(t.turn.replies)].reverse().find(i=>i.kind==="question"||i.kind==="choices");if(n!==void 0&&(n.kind==="question"||n.kind==="choices"))return{entry:t,block:n};if(t.turn.text!==null)break}return null}function me(s){const e=[...Zt(s.entries).map(t=>t.turn.replies),...s.pending.map(t=>t.partial)];for(const t of e.reverse()){const n=t.map(r=>r.payload).filter(he),i=n[n.length-1];if(i!==void 0)return i}return null}const ss=s=>s==="emergency"||s==="urgent";function ns(s,e){const t={yes:"",no:": no",unsure:": not sure"};return s.map((n,i)=>`${n.button}${t[e[i]??"unsure"]}`).join(`
`)}function is(s){const e=[];for(const t of s.split(`
`).map(n=>n.trim())){if(t==="")continue;const n=/^[•*-]\s+(.*)$/.exec(t)?.[1],i=e[e.length-1];n===void 0?e.push({kind:"paragraph",text:t}):i?.kind==="list"?e[e.length-1]={kind:"list",lines:[...i.lines,n]}:e.push({kind:"list",lines:[n]})}return e}function rs(s,e){const t=new Map;for(const n of s){const[i="",r=""]=n.split(":");t.set(i,[...t.get(i)??[],r])}return[...t].map(([n,i])=>({title:e[n]??n,lines:i.filter(r=>r!=="").join(", ")}))}class as{constructor(){this.rest="",this.event="",this.id="",this.data=[]}push(e){const t=[],n=e.endsWith("\r"),i=(this.rest+(n?e.slice(0,-1):e)).split(/\r\n|\n|\r/);this.rest=(i.pop()??"")+(n?"\r":"");for(const r of i)r===""?this.dispatch(t):this.take(r);return t}take(e){const t=e.indexOf(":");if(t===0)return;const n=t<0?e:e.slice(0,t),i=t<0?"":e.slice(t+1).replace(/^ /,"");n==="data"?this.data.push(i):n==="event"?this.event=i:n==="id"&&!i.includes("\0")&&(this.id=i)}dispatch(e){this.data.length>0&&e.push({event:this.event||"message",id:this.id,data:this.data.join(`
`)}),this.event="",this.data=[]}}async function os(s,e,t){const n=s.getReader(),i=new TextDecoder,r=new as;try{for(;;){const{done:a,value:c}=await ls(n.read(),t);if(a)return;for(const l of r.push(i.decode(c,{stream:!0})))e(l)}}finally{n.cancel().catch(()=>{})}}async function ls(s,e){let t;const n=new Promise((i,r)=>{t=setTimeout(()=>r(new Error("silence")),e)});try{return await Promise.race([s,n])}finally{clearTimeout(t)}}const cs={token:null,outbox:[]};class ds{constructor(e,t=()=>sessionStorage){this.storage=t,this.unsaved=cs,this.key=`ivig-triage-chat:${e}`}read(){try{const e=JSON.parse(this.storage().getItem(this.key)??"null");if(typeof e!="object"||e===null)return this.unsaved;const{token:t,outbox:n}=e;return{token:typeof t=="string"?t:null,outbox:Array.isArray(n)?n.filter(hs):[]}}catch{return this.unsaved}}write(e){this.unsaved=e;try{e.token===null&&e.outbox.length===0?this.storage().removeItem(this.key):this.storage().setItem(this.key,JSON.stringify(e))}catch{return}}}function hs(s){if(typeof s!="object"||s===null)return!1;const{id:e,text:t,at:n}=s;return typeof e=="string"&&typeof t=="string"&&typeof n=="number"}function us(){const s=crypto.getRandomValues(new Uint8Array(16));s[6]=(s[6]??0)&15|64,s[8]=(s[8]??0)&63|128;const e=Array.from(s,t=>t.toString(16).padStart(2,"0")).join("");return[e.slice(0,8),e.slice(8,12),e.slice(12,16),e.slice(16,20),e.slice(20)].join("-")}const Ve=[],ps={overdueMs:8e3,retryMs:[500,1e3,2e3,4e3,8e3,15e3],silenceMs:45e3,lateMs:1e4,restoredMs:4e3},ms=5;class fs{constructor(e,t,n,i=ps){this.api=e,this.memory=t,this.changed=n,this.timing=i,this.state={entries:[],pending:[],settings:null,connection:"ok",restoring:!1,session:0,expired:!1},this.token=null,this.synced=0,this.sending=!1,this.listening=!1,this.life=new AbortController,this.wakers=new Set,this.closed=!0,this.overdue=new Map,this.failures=new Map}open(){this.closed=!1,this.loadSettings();const e=this.memory.read();this.token=e.token;const t=e.outbox.map(n=>({...n,delivery:"sending",overdue:!1,partial:Ve}));this.set({pending:t,restoring:this.token!==null}),t.forEach(n=>this.watch(n)),this.token!==null&&this.listen(),this.pump()}close(){this.closed=!0,this.life.abort(),this.life=new AbortController,this.overdue.forEach(e=>clearTimeout(e)),this.overdue.clear(),clearTimeout(this.restored),this.wakeAll()}say(e){const t=e.trim();if(t==="")return;const n={id:us(),text:t,at:Date.now(),delivery:"sending",overdue:!1,partial:Ve};this.set({pending:[...this.state.pending,n]}),this.keep(),this.watch(n),this.pump()}retryNow(){const e=t=>t.delivery==="failed"?{...t,delivery:"sending"}:t;this.state.pending.some(t=>t.delivery==="failed")&&this.set({pending:this.state.pending.map(e)}),this.failures.clear(),this.wakeAll(),this.pump()}discard(e){this.drop(e)}async erase(){const e=this.token;this.close();try{e!==null&&await this.api.erase(e)}catch(t){if(!(t instanceof w&&(t.status===401||t.status===404)))throw this.open(),t}this.token=null,this.synced=0,this.failures.clear(),this.memory.write({token:null,outbox:[]}),this.set({entries:[],pending:[],connection:"ok",expired:!1,session:this.state.session+1}),this.open()}async summary(e){if(this.token===null)throw new w("refused",404);return this.api.summary(this.token,e)}async summaryPage(){if(this.token===null)throw new w("refused",404);return this.api.summaryPage(this.token)}async pump(){if(this.sending||this.closed)return;this.sending=!0;const e=this.life.signal;try{for(let t=0;!e.aborted;){const n=this.state.pending.find(i=>i.delivery==="sending"||i.delivery==="waiting");if(n===void 0)return;t=await this.attempt(n,e)?0:t+1,t>0&&await this.pause(this.wait(t),e)}}finally{this.sending=!1,e.aborted&&this.pump()}}async attempt(e,t){this.mark(e.id,"sending");try{const n=this.token??await this.begin(t),i=await this.api.post(n,e.id,e.text,t);return t.aborted?!1:(this.reached(),this.take(i),!0)}catch(n){return t.aborted?!1:this.failed(e,n instanceof w?n:new w("server",0),t)}}async begin(e){const{token:t}=await this.api.openSession(e);if(e.aborted)throw new w("network",0);return this.token=t,this.keep(),this.listen(),t}async failed(e,t,n){if(t.kind==="refused")return this.mark(e.id,"refused"),this.settle(e.id),this.keep(),!0;if(t.kind==="unauthorized"&&this.count(e.id)<=2)return this.forgetSession(),!0;if(this.mark(e.id,"waiting"),t.status===500&&this.change(e.id,i=>({...i,overdue:!0,partial:t.replies.length>0?t.replies:i.partial})),t.kind==="network"||t.status===503)this.lost();else if(t.kind!=="busy"&&this.count(e.id)>=ms)return this.mark(e.id,"failed"),!0;return t.retryAfterMs!==null&&await this.pause(t.retryAfterMs,n),!1}count(e){const t=(this.failures.get(e)??0)+1;return this.failures.set(e,t),t}forgetSession(){this.token=null,this.synced=0,this.keep(),this.set({restoring:!1,expired:!0,session:this.state.session+1})}async listen(){if(this.listening||this.closed)return;this.listening=!0;const e=this.life.signal;try{for(let t=0;!e.aborted&&this.token!==null;){const n=this.token;try{await this.catchUp(n,e);const i=await this.api.events(n,this.synced,e);t=0,this.reached(),await os(i,r=>this.heard(n,r.event,r.data),this.timing.silenceMs)}catch(i){if(e.aborted)return;i instanceof w&&i.kind==="unauthorized"&&this.token===n?(this.forgetSession(),this.pump()):i instanceof w&&t>0&&this.lost()}t+=1,await this.pause(this.wait(t),e)}}finally{this.listening=!1,this.token!==null&&this.listen()}}async catchUp(e,t){const n=await this.api.turnsAfter(e,this.synced,t);t.aborted||this.token!==e||(this.merge(n),this.synced=Math.max(this.synced,...n.map(i=>i.seq)),this.state.restoring&&this.set({restoring:!1}),this.reached(),this.pump())}heard(e,t,n){if(t!=="turn"||this.token!==e)return;let i=null;try{i=de(JSON.parse(n))}catch{return}i!==null&&(this.take(i),this.synced=Math.max(this.synced,i.seq))}take(e){this.merge([e]),e.late&&this.follow()}merge(e){const t=Jt(this.state.entries,this.state.session,e);e.forEach(n=>n.id!==null&&this.drop(n.id)),t!==this.state.entries&&this.set({entries:t})}async follow(){const e=this.life.signal;for(let t=0;t<12&&!e.aborted;t+=1){await this.pause(this.timing.lateMs,e);const n=this.token;if(e.aborted||n===null||!Xt(this.state.entries,this.state.session))return;try{await this.catchUp(n,e)}catch{continue}}}async loadSettings(){const e=this.life.signal;for(let t=1;!e.aborted&&this.state.settings===null;t+=1)try{this.set({settings:await this.api.settings()})}catch{await this.pause(this.wait(t),e)}}watch(e){const t=Math.min(this.state.settings?.replyDeadlineMs??this.timing.overdueMs,this.timing.overdueMs),n=Math.max(0,e.at+t-Date.now()),i=()=>this.change(e.id,r=>({...r,overdue:!0}));this.overdue.set(e.id,setTimeout(i,n))}settle(e){clearTimeout(this.overdue.get(e)),this.overdue.delete(e),this.failures.delete(e)}drop(e){this.state.pending.some(t=>t.id===e)&&(this.settle(e),this.set({pending:this.state.pending.filter(t=>t.id!==e)}),this.keep())}mark(e,t){this.change(e,n=>({...n,delivery:t}))}change(e,t){this.set({pending:this.state.pending.map(n=>n.id===e?t(n):n)})}keep(){const e=this.state.pending.filter(t=>t.delivery!=="refused").map(({id:t,text:n,at:i})=>({id:t,text:n,at:i}));this.memory.write({token:this.token,outbox:e})}lost(){clearTimeout(this.restored),this.set({connection:"lost"})}reached(){this.state.connection==="lost"&&(this.set({connection:"restored"}),this.restored=setTimeout(()=>this.set({connection:"ok"}),this.timing.restoredMs),this.wakeAll())}wait(e){const{retryMs:t}=this.timing;return t[Math.min(e,t.length)-1]??0}pause(e,t){return t.aborted?Promise.resolve():new Promise(n=>{const i=()=>{clearTimeout(r),this.wakers.delete(i),n()},r=setTimeout(i,e);this.wakers.add(i)})}wakeAll(){[...this.wakers].forEach(e=>e())}set(e){this.state={...this.state,...e},this.changed()}}const fe=[{number:"911",where:"US/Canada"},{number:"112",where:"EU"},{number:"999",where:"UK"}];function gs(s){return s.split(/[,;](?![^(]*\))/).map(e=>/^\s*([^()]*?)\s*(?:\(([^()]*)\))?\s*$/.exec(e)).filter(e=>e!==null&&/\d/.test(e[1]??"")).map(e=>({number:e[1]??"",where:e[2]??""}))}function ys(s){return`tel:${s.trim().startsWith("+")?"+":""}${s.replace(/[^\d*#]/g,"").replace(/#/g,"%23")}`}function vs(s){return s.map(({number:e,where:t})=>t===""?e:`${e} (${t})`).join(", ")}const b=s=>o`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">${s}</svg>`,f={phone:b(v`<path d="M6.5 3h3l1.5 5-2 1.5a12 12 0 0 0 5.5 5.500l1.5-2 5 1.500v3a2.5 2.5 0 0 1-2.7 2.500A17 17 0 0 1 4 5.7 2.5 2.5 0 0 1 6.5 3z"/>`),alert:b(v`<path d="M12 3 1.8 20.500h20.400z"/><path d="M12 9.500v5"/><path d="M12 17.600v.1"/>`),hospital:b(v`<rect x="3" y="3" width="18" height="18" rx="3"/><path d="M12 7.500v9M7.5 12h9"/>`),nurse:b(v`<circle cx="12" cy="8" r="4"/><path d="M4 21c.5-4.5 3.8-7 8-7s7.5 2.5 8 7"/>`),calendar:b(v`<rect x="3" y="5" width="18" height="16" rx="2"/><path d="M3 10h18M8 3v4M16 3v4"/>`),home:b(v`<path d="m3 11 9-8 9 8"/><path d="M5.5 9.500V21h13V9.5"/><path d="M10 21v-6h4v6"/>`),send:b(v`<path d="M12 20V4M5 11l7-7 7 7"/>`),settings:b(v`<path d="M4 7h9M19 7h1M4 17h1M11 17h9"/><circle cx="16" cy="7" r="2.5"/><circle cx="8" cy="17" r="2.5"/>`),close:b(v`<path d="M5 5l14 14M19 5 5 19"/>`),check:b(v`<path d="m4 12.5 5.5 5.500L20 6.5"/>`),clock:b(v`<circle cx="12" cy="12" r="9"/><path d="M12 7v5.500l3.5 2"/>`),offline:b(v`<path d="M3 3l18 18M8.5 15.500a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4-2.400M19 12a10 10 0 0 0-5-2.700M2 8.500a15 15 0 0 1 4.5-2.700M22 8.500A15 15 0 0 0 11 5"/><path d="M12 19v.1"/>`),better:b(v`<path d="M12 20V5M5 11l7-7 7 7"/>`),same:b(v`<path d="M4 9h16M4 15h16"/>`),worse:b(v`<path d="M12 4v15M5 13l7 7 7-7"/>`),print:b(v`<path d="M7 9V3h10v6M7 17H3V9h18v8h-4"/><path d="M7 14h10v7H7z"/>`),save:b(v`<path d="M12 3v12M6 10l6 6 6-6M4 20.500h16"/>`),restart:b(v`<path d="M4 4v6h6"/><path d="M4.5 10A8 8 0 1 1 4 14"/>`),erase:b(v`<path d="M4 7h16M9 7V3.500h6V7M6 7l1 14h10l1-14M10 11v6M14 11v6"/>`),chat:b(v`<path d="M4 4h16v12H11l-5 5v-5H4z"/>`),down:b(v`<path d="M12 4v16M5 13l7 7 7-7"/>`)},bs=new Set(["ar","arc","ckb","dv","fa","he","ks","ps","sd","ug","ur","yi"]);function We(s,e){for(const t of e){const n=t?.trim().toLowerCase().split("-")[0],i=n!==void 0&&Object.hasOwn(s,n)?s[n]:void 0;if(n!==void 0&&i!==void 0)return{language:n,direction:ws(n),strings:i}}return{language:"en",direction:"ltr",strings:s.en}}function $s(s){return[s,document.documentElement.getAttribute("lang"),...navigator.languages]}function ws(s){return bs.has(s)?"rtl":"ltr"}const Ge={theme:"system",highContrast:!1,textSize:"normal"},Ye="ivig-reading";function ks(s=()=>localStorage){try{const e=JSON.parse(s().getItem(Ye)??"{}");if(typeof e!="object"||e===null)return Ge;const{theme:t,highContrast:n,textSize:i}=e;return{theme:t==="light"||t==="dark"?t:"system",highContrast:n===!0,textSize:i==="large"||i==="largest"?i:"normal"}}catch{return Ge}}function xs(s,e=()=>localStorage){try{e().setItem(Ye,JSON.stringify(s))}catch{return}}function Ke(s,{theme:e,highContrast:t,textSize:n}){ge(s,"data-theme",e==="system"?null:e),ge(s,"data-contrast",t?"more":null),ge(s,"data-text",n==="normal"?null:n)}function ge(s,e,t){t===null?s.removeAttribute(e):s.setAttribute(e,t)}const As=_`
  color-scheme: light;
  --paper: #ffffff;
  --surface: #f1f5f8;
  --raised: #ffffff;
  --ink: #16212b;
  --muted: #475461;
  --line: #74818e;
  --hairline: #d5dde4;
  --accent: #0a5a83;
  --on-accent: #ffffff;
  --accent-soft: #e2f0f8;
  --on-accent-soft: #06384f;
  --focus: #a84b00;
  --emergency: #b3001b;
  --on-emergency: #ffffff;
  --emergency-soft: #fdecee;
  --on-emergency-soft: #8a0015;
  --urgent: #9a3600;
  --on-urgent: #ffffff;
  --notice: #fff1cf;
  --on-notice: #4a3000;
  --today: #dfecf9;
  --on-today: #0b3558;
  --home: #def3e4;
  --on-home: #0d3d20;
`,Je=_`
  color-scheme: dark;
  --paper: #10181f;
  --surface: #1b2731;
  --raised: #17212a;
  --ink: #edf3f7;
  --muted: #b6c3ce;
  --line: #8494a2;
  --hairline: #33424e;
  --accent: #7fc8ee;
  --on-accent: #04202f;
  --accent-soft: #173a4d;
  --on-accent-soft: #d8effb;
  --focus: #ffc266;
  --emergency: #c0182d;
  --on-emergency: #ffffff;
  --emergency-soft: #3d161b;
  --on-emergency-soft: #ffc9cf;
  --urgent: #a84312;
  --on-urgent: #ffffff;
  --notice: #43330d;
  --on-notice: #ffe9b3;
  --today: #16344f;
  --on-today: #d6e9fb;
  --home: #15392a;
  --on-home: #c9f2d8;
`,Qe=_`
  --surface: #ffffff;
  --ink: #000000;
  --muted: #1d1d1d;
  --line: #000000;
  --hairline: #000000;
  --accent: #00345c;
  --accent-soft: #ffffff;
  --on-accent-soft: #000000;
  --focus: #8a2f00;
  --emergency: #8f0014;
  --emergency-soft: #ffffff;
  --on-emergency-soft: #8f0014;
  --urgent: #6e2500;
  --notice: #ffffff;
  --on-notice: #000000;
  --today: #ffffff;
  --on-today: #000000;
  --home: #ffffff;
  --on-home: #000000;
`,X=_`
  --paper: #000000;
  --surface: #000000;
  --raised: #000000;
  --ink: #ffffff;
  --muted: #f0f0f0;
  --line: #ffffff;
  --hairline: #ffffff;
  --accent: #ffe14d;
  --on-accent: #000000;
  --accent-soft: #000000;
  --on-accent-soft: #ffffff;
  --focus: #ffb000;
  --emergency: #8f0014;
  --emergency-soft: #000000;
  --on-emergency-soft: #ffd5da;
  --urgent: #6e2500;
  --notice: #000000;
  --on-notice: #ffffff;
  --today: #000000;
  --on-today: #ffffff;
  --home: #000000;
  --on-home: #ffffff;
`,_s=_`
  :host {
    ${As}
    --scale: 1;
    --radius: 0.75em;
    --target: 2.75rem;
    --border: 1px;
    /* never below 17 px, whatever the page around it does to its root; grows with the person's own setting */
    font: 400 calc(max(1.0625rem, 17px) * var(--scale)) / 1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
    color: var(--ink);
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([data-theme="light"])) {
      ${Je}
    }
  }
  :host([data-theme="dark"]) {
    ${Je}
  }
  @media (prefers-contrast: more) {
    :host {
      ${Qe}
      --border: 2px;
    }
  }
  @media (prefers-contrast: more) and (prefers-color-scheme: dark) {
    :host(:not([data-theme="light"])) {
      ${X}
    }
  }
  @media (prefers-contrast: more) {
    :host([data-theme="dark"]) {
      ${X}
    }
  }
  :host([data-contrast="more"]) {
    ${Qe}
    --border: 2px;
  }
  @media (prefers-color-scheme: dark) {
    :host([data-contrast="more"]:not([data-theme="light"])) {
      ${X}
    }
  }
  :host([data-contrast="more"][data-theme="dark"]) {
    ${X}
  }
  :host([data-text="large"]) {
    --scale: 1.25;
  }
  :host([data-text="largest"]) {
    --scale: 1.5;
  }
`,Ss=_`
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }
  :focus {
    outline: none;
  }
  :focus-visible {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  button,
  input,
  textarea,
  select {
    font: inherit;
    color: inherit;
  }
  button,
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: var(--target);
    min-inline-size: var(--target);
    padding: 0.4em 1em;
    border: max(1.5px, var(--border)) solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--ink);
    font-weight: 500;
    line-height: 1.25;
    text-align: center;
    text-decoration: none;
    cursor: pointer;
    touch-action: manipulation;
    overflow-wrap: anywhere;
  }
  @media (hover: hover) {
    button:not(.primary):hover {
      border-color: var(--accent);
      background: var(--accent-soft);
      color: var(--on-accent-soft);
    }
  }
  .primary {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 600;
  }
  .plain {
    border-color: transparent;
    background: transparent;
  }
  button:disabled {
    border-style: dashed;
    color: var(--muted);
    cursor: default;
  }
  svg.icon {
    inline-size: 1.25em;
    block-size: 1.25em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      animation: none !important;
      transition: none !important;
      scroll-behavior: auto !important;
    }
  }
`,Xe={en:{title:"IVIG reaction guide",openChat:"Ask about IVIG",openChatDanger:"Open the chat: get help now",closeChat:"Close the chat",emergencyLead:"In an emergency, call",emergencyNumbers:"Emergency numbers",call:s=>`Call ${s}`,callWhere:(s,e)=>`Call ${s} ${e}`,startHeading:"How do you feel?",startText:"Tell me in your own words. I ask a few short questions. Then I tell you what to do.",startExample:"For example: “My back hurts since the infusion this morning.”",startDanger:"If you feel in danger, do not write. Call first.",startChoices:"Or tap what fits best",starters:[{label:"Back pain",say:"Back pain"},{label:"Headache",say:"Headache"},{label:"Fever or chills",say:"Fever or chills"},{label:"Muscle aches",say:"Muscle aches"}],disclaimer:"This is an automated guide. It is not a medical device. It does not replace a nurse or doctor.",languageNote:"",log:"Conversation",you:"You said:",assistant:"The guide:",yourMessage:"Your message",placeholder:"Write here",send:"Send",writing:"The guide is writing",sending:"Sending …",delivered:"Sent",waiting:"Not sent yet. I keep trying.",failed:"This message did not get through.",refused:"This message could not be taken. Please write it in other words, or shorter.",tryAgain:"Try again now",discard:"Remove",newMessages:"New message",newStart:"A new start",expired:"The earlier conversation has ended, and I can no longer see it. Please tell me again what you feel.",restoring:"Getting your conversation back …",erased:"Your conversation is erased, here and on the server.",overdueTitle:"No answer yet",overdue:s=>`If this may be an emergency, call ${s} now. If an infusion is running, have it stopped now. Your message is kept, and I keep trying. You do not need to send it again.`,lost:"No connection. Your messages are kept and sent later.",restored:"Connected again.",answers:"Your answer",remaining:s=>s===1?"About 1 more question":`About ${s} more questions`,yes:"Yes",no:"No",unsure:"Not sure",groupHint:"Mark each one that fits.",groupSend:"Send my answers",groupOthersNo:"Send: I have none of the others",groupOthersUnsure:"Send: not sure about the others",scaleLow:"none",scaleHigh:"worst",scaleOption:s=>s===0?"0, none":s===10?"10, the worst":String(s),scalePick:"Pick a number",scaleSend:s=>`Send ${s} out of 10`,orWrite:"You can also write your answer, or say it with your keyboard’s microphone.",levels:{emergency:"Call for help now",urgent:"Get medical help now",tell_nurse:"Tell the nurse now",same_day:"Talk to the infusion team today",self_care:"Care at home"},resultLabel:s=>`What to do: ${s}`,steps:"What to do",why:"Why?",watch:"Danger signs to watch for",watchLead:"Get help at once if you notice any of these:",source:(s,e)=>`${s}, line ${e}`,sources:(s,e)=>`${s}, lines ${e}`,general:"General safety advice. No source document says this.",rule:s=>`Rule ${s}`,notGuideline:"None of these pages is a medical guideline.",options:"Options",close:"Close",back:"Back",reading:"Reading",textSize:"Text size",textNormal:"Normal",textLarge:"Large",textLargest:"Largest",theme:"Colors",themeSystem:"Auto",themeLight:"Light",themeDark:"Dark",contrast:"High contrast",conversation:"Your conversation",summary:"Summary for your nurse",summaryLoading:"Making the summary …",summaryNone:"There is no summary yet. Tell the guide what you feel first.",summaryFailed:"The summary could not be fetched. Please try again.",print:"Print",savePage:"Save as a page",saveText:"Save as text",fileName:"ivig-summary",startOver:"Start over",startOverAsk:"Start over?",startOverText:"The guide forgets your answers and asks again from the beginning. If the danger is still there, call first.",startOverYes:"Yes, start over",erase:"Erase my conversation",eraseAsk:"Erase your conversation?",eraseText:"All that you wrote, and all answers, are deleted here and on the server. This can not be undone. Save the summary first if your nurse needs it.",eraseYes:"Yes, erase it",eraseWorking:"Erasing …",eraseFailed:"It could not be erased: the server can not be reached. Nothing was deleted. Please try again.",cancel:"No, go back",privacy:"What you write goes only to the server of this service. This device forgets it when you close the tab. To delete it on the server too, erase it here."},es:{title:"Guía de la IGIV",openChat:"Preguntar sobre la IGIV",openChatDanger:"Abrir el chat: busque ayuda ahora",closeChat:"Cerrar el chat",emergencyLead:"En una emergencia, llame al",emergencyNumbers:"Números de emergencia",call:s=>`Llamar al ${s}`,callWhere:(s,e)=>`Llamar al ${s} ${e}`,startHeading:"¿Cómo se siente?",startText:"Escríbalo con sus palabras, en inglés. Le hago unas preguntas cortas. Después le digo qué hacer.",startExample:"Por ejemplo: “My back hurts since the infusion this morning.”",startDanger:"Si cree que está en peligro, no escriba. Llame primero.",startChoices:"O toque lo que más se parece",starters:[{label:"Dolor de espalda",say:"Back pain"},{label:"Dolor de cabeza",say:"Headache"},{label:"Fiebre o escalofríos",say:"Fever or chills"},{label:"Dolores musculares",say:"Muscle aches"}],disclaimer:"Esta es una guía automática. No es un dispositivo médico. No sustituye a un enfermero ni a un médico.",languageNote:"La guía entiende y responde solo en inglés. Los botones y avisos están en español.",log:"Conversación",you:"Usted dijo:",assistant:"La guía:",yourMessage:"Su mensaje (en inglés)",placeholder:"Escriba aquí",send:"Enviar",writing:"La guía está escribiendo",sending:"Enviando …",delivered:"Enviado",waiting:"Aún no se ha enviado. Sigo intentando.",failed:"Este mensaje no llegó.",refused:"Este mensaje no se pudo aceptar. Escríbalo con otras palabras o más corto.",tryAgain:"Intentar ahora",discard:"Quitar",newMessages:"Mensaje nuevo",newStart:"Nuevo comienzo",expired:"La conversación anterior terminó y ya no puedo verla. Dígame otra vez cómo se siente.",restoring:"Recuperando su conversación …",erased:"Su conversación se borró, aquí y en el servidor.",overdueTitle:"Aún no hay respuesta",overdue:s=>`Si puede ser una emergencia, llame ahora al ${s}. Si hay una infusión en marcha, pida que la paren ahora. Su mensaje está guardado y sigo intentando. No hace falta enviarlo otra vez.`,lost:"Sin conexión. Sus mensajes están guardados y se envían después.",restored:"Hay conexión otra vez.",answers:"Su respuesta",remaining:s=>s===1?"Falta 1 pregunta, más o menos":`Faltan unas ${s} preguntas`,yes:"Sí",no:"No",unsure:"No sé",groupHint:"Marque cada una que tenga.",groupSend:"Enviar mis respuestas",groupOthersNo:"Enviar: no tengo ninguna de las otras",groupOthersUnsure:"Enviar: no sé si tengo las otras",scaleLow:"nada",scaleHigh:"lo peor",scaleOption:s=>s===0?"0, nada":s===10?"10, lo peor":String(s),scalePick:"Elija un número",scaleSend:s=>`Enviar ${s} de 10`,orWrite:"También puede escribir la respuesta en inglés o dictarla con el micrófono del teclado.",levels:{emergency:"Pida ayuda ahora",urgent:"Busque atención médica ahora",tell_nurse:"Avise ahora a su enfermero",same_day:"Hable hoy con su equipo",self_care:"Cuidados en casa"},resultLabel:s=>`Qué hacer: ${s}`,steps:"Qué hacer",why:"¿Por qué?",watch:"Señales de peligro",watchLead:"Busque ayuda enseguida si nota algo de esto:",source:(s,e)=>`${s}, línea ${e}`,sources:(s,e)=>`${s}, líneas ${e}`,general:"Consejo general de seguridad. Ningún documento de referencia lo dice.",rule:s=>`Regla ${s}`,notGuideline:"Ninguna de estas páginas es una guía médica.",options:"Opciones",close:"Cerrar",back:"Volver",reading:"Lectura",textSize:"Tamaño del texto",textNormal:"Normal",textLarge:"Grande",textLargest:"Muy grande",theme:"Colores",themeSystem:"Auto",themeLight:"Claro",themeDark:"Oscuro",contrast:"Alto contraste",conversation:"Su conversación",summary:"Resumen para su enfermero",summaryLoading:"Preparando el resumen …",summaryNone:"Aún no hay resumen. Primero diga a la guía cómo se siente.",summaryFailed:"No se pudo obtener el resumen. Inténtelo de nuevo.",print:"Imprimir",savePage:"Guardar como página",saveText:"Guardar como texto",fileName:"resumen-igiv",startOver:"Empezar de nuevo",startOverAsk:"¿Empezar de nuevo?",startOverText:"La guía olvida sus respuestas y pregunta desde el principio. Si el peligro sigue, llame primero.",startOverYes:"Sí, empezar de nuevo",erase:"Borrar mi conversación",eraseAsk:"¿Borrar su conversación?",eraseText:"Todo lo que escribió y todas las respuestas se borran aquí y en el servidor. No se puede deshacer. Guarde antes el resumen si su enfermero lo necesita.",eraseYes:"Sí, borrarla",eraseWorking:"Borrando …",eraseFailed:"No se pudo borrar: no se llega al servidor. No se borró nada. Inténtelo de nuevo.",cancel:"No, volver",privacy:"Lo que escribe va solo al servidor de este servicio. Este dispositivo lo olvida al cerrar la pestaña. Para borrarlo también en el servidor, bórrelo aquí."}},Es=_`
  .answers {
    display: grid;
    gap: 0.6em;
    margin-block-start: 0.2em;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .choices.even {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(4.6em, 1fr));
  }
  .even .choice {
    padding-inline: 0.4em;
  }
  .choices.stacked {
    flex-direction: column;
    align-items: stretch;
  }
  .choice {
    border-color: var(--accent);
    color: var(--ink);
  }
  .group,
  .scale {
    display: grid;
    gap: 0.6em;
  }
  .line:is(fieldset) {
    display: block;
    padding: 0.6em 0.75em 0.75em;
    border: max(1.5px, var(--border)) solid var(--hairline);
    border-radius: var(--radius);
    background: var(--raised);
  }
  fieldset.line.yes {
    border-color: var(--accent);
  }
  legend {
    padding: 0;
    font-weight: 500;
  }
  fieldset.line legend {
    float: inline-start;
    inline-size: 100%;
    margin-block-end: 0.45em;
    line-height: 1.35;
  }
  .picks {
    clear: both;
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(4em, 1fr));
    gap: 0.4em;
  }
  .pick {
    position: relative;
    display: flex;
    cursor: pointer;
  }
  .pick input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    cursor: pointer;
  }
  .pick span {
    flex: 1;
    display: flex;
    align-items: center;
    justify-content: center;
    min-block-size: var(--target);
    padding: 0.2em 0.4em;
    border: max(1.5px, var(--border)) solid var(--line);
    border-radius: calc(var(--radius) * 0.8);
    background: var(--paper);
    line-height: 1.2;
    text-align: center;
  }
  .pick input:checked + span {
    border-color: var(--accent);
    background: var(--accent);
    color: var(--on-accent);
    font-weight: 650;
  }
  .pick input:focus-visible + span {
    outline: 3px solid var(--focus);
    outline-offset: 2px;
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(11, minmax(0, 1fr));
    gap: 0.3em;
  }
  .numbers .pick span {
    padding: 0;
    font-variant-numeric: tabular-nums;
    font-size: 1.1em;
  }
  .ends {
    display: flex;
    justify-content: space-between;
    margin-block-start: 0.3em;
  }
  @container chat (max-width: 34em) {
    .numbers {
      grid-template-columns: repeat(6, minmax(0, 1fr));
    }
  }
  @media (forced-colors: active) {
    .pick input:checked + span {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`,Ts=_`
  :host {
    display: block;
    position: relative;
    block-size: min(44rem, 100dvh);
    inline-size: auto;
    text-align: start;
    -webkit-text-size-adjust: 100%;
  }
  :host([hidden]) {
    display: none;
  }
  :host([mode="page"]) {
    position: fixed;
    inset-inline: 0;
    inset-block-start: var(--view-top, 0);
    block-size: var(--view-height, 100dvh);
    background: var(--surface);
  }
  :host([mode="bubble"]) {
    position: fixed;
    z-index: 2147483000;
    inset-block-end: 1rem;
    inset-inline-end: 1rem;
    block-size: auto;
    max-inline-size: calc(100vw - 2rem);
  }
  .launcher {
    min-block-size: 3.25rem;
    padding-inline: 1.1em;
    border-radius: 2em;
    box-shadow: 0 2px 12px rgb(0 0 0 / 30%);
  }
  .frame {
    container: chat / size;
    block-size: 100%;
    overflow: hidden;
    background: var(--paper);
  }
  :host([mode="page"]) .frame {
    max-inline-size: 46em;
    margin-inline: auto;
  }
  :host(:not([mode])) .frame {
    border: 1px solid var(--line);
    border-radius: var(--radius);
  }
  :host([mode="bubble"]) .frame {
    position: fixed;
    inset-inline-end: 1rem;
    inset-block-end: 1rem;
    inline-size: min(26rem, 100vw - 2rem);
    block-size: min(42rem, 100dvh - 2rem);
    border: 1px solid var(--line);
    border-radius: var(--radius);
    box-shadow: 0 6px 32px rgb(0 0 0 / 30%);
  }
  @media (max-width: 30rem) {
    :host([mode="bubble"]) .frame {
      inset-inline: 0;
      inset-block: var(--view-top, 0) auto;
      inline-size: 100vw;
      block-size: var(--view-height, 100dvh);
      border: 0;
      border-radius: 0;
    }
  }
  .layout {
    display: grid;
    grid-template: auto auto minmax(0, 1fr) auto / minmax(0, 1fr);
    block-size: 100%;
    overflow: hidden;
  }
  p,
  ul,
  ol,
  fieldset {
    margin: 0;
    padding: 0;
    border: 0;
    min-inline-size: 0;
  }
  .heading {
    font-weight: 650;
    line-height: 1.25;
    text-wrap: balance;
  }
  .fine {
    font-size: 0.875em;
    color: var(--muted);
  }

  /* head */
  .head {
    display: flex;
    align-items: center;
    gap: 0.25em;
    padding-block: 0.15em;
    padding-inline: 1em 0.4em;
    border-block-end: 1px solid var(--hairline);
  }
  .head .title {
    flex: 1;
    font-size: 1.05em;
  }
  .head button {
    padding-inline: 0.6em;
    font-size: 0.9em;
  }

  /* numbers, always to be seen */
  .numbers-bar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35em 0.75em;
    padding: 0.5em 1em;
    background: var(--emergency-soft);
    color: var(--on-emergency-soft);
    border-block-end: 1px solid var(--hairline);
  }
  .numbers-bar p {
    font-weight: 600;
    font-size: 0.95em;
  }
  .calls {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(4.6em, 1fr));
    gap: 0.4em;
    list-style: none;
    flex: 1 1 14em;
  }
  .calls li {
    display: flex;
    min-inline-size: 0;
  }
  .call {
    flex: 1;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.45em;
    min-block-size: var(--target);
    padding: 0.2em 0.7em;
    border: 2px solid var(--emergency);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--on-emergency-soft);
    line-height: 1.15;
    text-decoration: none;
    text-align: center;
  }
  .call:hover {
    text-decoration: underline;
  }
  .call > span {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: center;
    gap: 0 0.4em;
  }
  .call small {
    font-size: 0.8em;
    white-space: nowrap;
  }
  .call svg.icon {
    inline-size: 1.05em;
    block-size: 1.05em;
  }

  /* the alert */
  .top {
    position: relative;
    z-index: 2;
    background: var(--paper);
    min-block-size: 0;
  }
  .alarm {
    display: grid;
    gap: 0.6em;
    max-block-size: 55cqb;
    overflow: auto;
    padding: 0.8em 1em 0.9em;
    background: var(--emergency);
    color: var(--on-emergency);
    --focus: #ffffff;
  }
  .alarm-words {
    display: flex;
    gap: 0.7em;
    align-items: flex-start;
  }
  .alarm-words svg.icon {
    inline-size: 2em;
    block-size: 2em;
  }
  .alarm-title {
    font-size: 1.3em;
    font-weight: 700;
    line-height: 1.2;
  }
  .alarm-action {
    margin-block-start: 0.2em;
    font-size: 1.05em;
    line-height: 1.35;
  }
  .alarm .call {
    border-color: #ffffff;
    background: #ffffff;
    color: #8a0015;
  }
  .alarm .call b {
    font-size: 1.1em;
  }
  .standing {
    display: flex;
    align-items: center;
    gap: 0.6em;
    padding: 0.45em 1em;
    background: var(--urgent);
    color: var(--on-urgent);
    font-weight: 650;
  }

  /* connection */
  .connection p {
    display: flex;
    align-items: center;
    gap: 0.5em;
    flex: 1 1 12em;
  }
  .lost,
  .restored {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.35em 0.75em;
    padding: 0.4em 1em;
    background: var(--notice);
    color: var(--on-notice);
    font-size: 0.95em;
    border-block-end: 1px solid var(--line);
  }
  .restored {
    background: var(--home);
    color: var(--on-home);
  }
  .lost button {
    background: var(--raised);
  }

  /* what scrolls */
  .body {
    position: relative;
    min-block-size: 0;
  }
  .scroller {
    position: relative;
    block-size: 100%;
    background: var(--paper);
    overflow-y: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    padding: 0.9em 1em 1em;
    overflow-wrap: anywhere;
  }
  .unseen {
    position: absolute;
    inset-block-end: 0.6em;
    inset-inline: 0;
    margin-inline: auto;
    inline-size: fit-content;
    border-radius: 2em;
  }

  /* the field */
  .composer {
    padding: 0.45em 1em max(0.6em, env(safe-area-inset-bottom));
    border-block-start: 1px solid var(--hairline);
    background: var(--surface);
  }
  .composer label {
    display: block;
    margin-block-end: 0.2em;
    font-size: 0.875em;
    color: var(--muted);
  }
  .line {
    display: flex;
    align-items: flex-end;
    gap: 0.5em;
  }
  textarea {
    flex: 1;
    min-inline-size: 0;
    min-block-size: var(--target);
    max-block-size: min(8em, 30cqb);
    padding: 0.5em 0.75em;
    border: max(1.5px, var(--border)) solid var(--line);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--ink);
    resize: none;
    line-height: 1.4;
  }
  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }
  .send {
    flex: none;
  }

  /* low frames: a phone with its keyboard open, or large text */
  @container chat (max-height: 25em) {
    .composer label,
    .alarm-action {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
    .head {
      padding-block: 0;
    }
    .numbers-bar {
      padding-block: 0.25em;
    }
    .numbers-bar p {
      display: none;
    }
    .alarm {
      gap: 0.4em;
      padding-block: 0.45em;
    }
    .alarm-words {
      align-items: center;
    }
    .alarm-words svg.icon {
      inline-size: 1.4em;
      block-size: 1.4em;
    }
    .alarm-title {
      font-size: 1.1em;
    }
  }
  @container chat (max-height: 17em) {
    .layout {
      grid-template-rows: auto auto 1fr auto;
      overflow: auto;
    }
    .top {
      position: sticky;
      inset-block-start: 0;
    }
    .scroller {
      block-size: auto;
      overflow: visible;
    }
  }
  @container chat (max-width: 24em) {
    .head .title {
      font-size: 1em;
    }
    .numbers-bar,
    .alarm,
    .standing,
    .lost,
    .restored,
    .composer,
    .scroller {
      padding-inline: 0.75em;
    }
    .numbers-bar {
      padding-block: 0.35em 0.45em;
    }
    .call {
      gap: 0.3em;
      padding-inline: 0.25em;
    }
    .call svg.icon {
      display: none;
    }
  }
  @container chat (max-width: 19em) {
    .send span {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
  }
  @media (forced-colors: active) {
    .call,
    .alarm,
    .standing,
    button {
      border: 2px solid;
    }
  }
  .print-frame {
    position: fixed;
    inset-block-end: 0;
    inline-size: 1px;
    block-size: 1px;
    border: 0;
    opacity: 0;
    pointer-events: none;
  }
`,Ms=_`
  .start {
    display: grid;
    gap: 0.7em;
  }
  .start .heading {
    font-size: 1.5em;
  }
  .start .example {
    padding-inline-start: 0.8em;
    border-inline-start: 3px solid var(--accent);
    color: var(--muted);
  }
  .start .danger {
    display: flex;
    gap: 0.5em;
    align-items: center;
    font-weight: 600;
    color: var(--on-emergency-soft);
  }
  .done {
    display: flex;
    align-items: center;
    gap: 0.5em;
    padding: 0.5em 0.75em;
    border-radius: var(--radius);
    background: var(--home);
    color: var(--on-home);
  }
  .done:empty,
  .writing:empty {
    display: none;
  }
  .row {
    display: grid;
    gap: 0.5em;
    margin-block-end: 0.9em;
  }
  .mine {
    justify-self: end;
    max-inline-size: 85%;
    padding: 0.5em 0.85em;
    border: var(--border) solid var(--accent);
    border-radius: 1.1em;
    border-end-end-radius: 0.3em;
    background: var(--accent);
    color: var(--on-accent);
    white-space: pre-line;
    unicode-bidi: plaintext;
  }
  .delivery {
    justify-self: end;
    display: flex;
    align-items: center;
    gap: 0.35em;
    margin-block-start: -0.25em;
  }
  .delivery svg.icon {
    inline-size: 1em;
    block-size: 1em;
  }
  .trouble {
    flex-direction: column;
    align-items: flex-end;
    color: var(--ink);
  }
  .trouble p {
    display: flex;
    align-items: center;
    gap: 0.5em;
  }
  .replies {
    display: grid;
    gap: 0.5em;
    justify-items: start;
  }
  .says {
    display: grid;
    gap: 0.55em;
    max-inline-size: 100%;
    padding: 0.65em 0.9em;
    border: var(--border) solid var(--hairline);
    border-radius: 1.1em;
    border-end-start-radius: 0.3em;
    background: var(--surface);
  }
  .says ul,
  .card ul,
  .card ol {
    display: grid;
    gap: 0.35em;
    padding-inline-start: 1.25em;
  }
  .ask {
    font-weight: 650;
    font-size: 1.08em;
    line-height: 1.35;
  }
  .divider {
    padding-block: 0.5em;
    border-block-start: 1px solid var(--line);
    color: var(--muted);
    font-size: 0.9em;
    text-align: center;
  }
  .safety {
    display: flex;
    gap: 0.7em;
    padding: 0.75em 0.9em;
    border: 2px solid var(--emergency);
    border-radius: var(--radius);
    background: var(--emergency-soft);
    color: var(--on-emergency-soft);
  }
  .safety svg.icon {
    margin-block-start: 0.1em;
  }
  .writing {
    min-block-size: 0;
  }
  .dots {
    display: inline-flex;
    gap: 0.3em;
    padding: 0.7em 0.9em;
    border-radius: 1.1em;
    background: var(--surface);
  }
  .dots i {
    inline-size: 0.5em;
    block-size: 0.5em;
    border-radius: 50%;
    background: var(--muted);
    animation: breathe 1.4s infinite;
  }
  .dots i:nth-child(2) {
    animation-delay: 0.2s;
  }
  .dots i:nth-child(3) {
    animation-delay: 0.4s;
  }
  @keyframes breathe {
    0%,
    60%,
    100% {
      opacity: 0.35;
    }
    30% {
      opacity: 1;
    }
  }

  /* results */
  .card {
    inline-size: 100%;
    overflow: hidden;
    border: 2px solid var(--level-line, var(--line));
    border-radius: var(--radius);
    background: var(--raised);
  }
  .card[data-level="emergency"] {
    --level: var(--emergency);
    --on-level: var(--on-emergency);
    --level-line: var(--emergency);
  }
  .card[data-level="urgent"] {
    --level: var(--urgent);
    --on-level: var(--on-urgent);
    --level-line: var(--urgent);
  }
  .card[data-level="tell_nurse"] {
    --level: var(--notice);
    --on-level: var(--on-notice);
  }
  .card[data-level="same_day"] {
    --level: var(--today);
    --on-level: var(--on-today);
  }
  .card[data-level="self_care"] {
    --level: var(--home);
    --on-level: var(--on-home);
  }
  .card-head {
    display: flex;
    align-items: center;
    gap: 0.65em;
    padding: 0.65em 0.9em;
    border-block-end: var(--border) solid var(--level-line, var(--hairline));
    background: var(--level);
    color: var(--on-level);
  }
  .card-head .heading {
    font-size: 1.2em;
  }
  .card-head svg.icon {
    inline-size: 1.6em;
    block-size: 1.6em;
  }
  .card-body {
    display: grid;
    gap: 0.6em;
    padding: 0.8em 0.9em;
  }
  .card-body > .heading {
    margin-block-start: 0.4em;
  }
  .action {
    font-size: 1.1em;
    font-weight: 600;
    line-height: 1.4;
  }
  .watch {
    --mark: var(--emergency);
  }
  .watch li::marker {
    color: var(--mark);
  }
  .why {
    border-block-start: 1px solid var(--hairline);
    padding-block-start: 0.4em;
  }
  .why summary {
    display: list-item;
    min-block-size: var(--target);
    padding-block: 0.5em;
    font-weight: 600;
    color: var(--accent);
    cursor: pointer;
  }
  .why[open] > ul {
    padding-block-end: 0.5em;
  }
  .why .cited {
    list-style: none;
    padding-inline-start: 0;
    margin-block-start: 0.25em;
    gap: 0.1em;
  }
  @media (forced-colors: active) {
    .mine,
    .says,
    .card-head {
      border: 1px solid;
    }
  }
`,Ns=_`
  .panel {
    position: absolute;
    inset: 0;
    z-index: 1;
    display: grid;
    align-content: start;
    gap: 0.9em;
    padding: 0.6em 1em 1.2em;
    overflow-y: auto;
    background: var(--paper);
  }
  .panel-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 0.5em;
  }
  .panel-head button {
    flex: none;
  }
  .panel-head .heading {
    font-size: 1.3em;
  }
  .panel > .heading {
    margin-block-start: 0.3em;
    padding-block-start: 0.8em;
    border-block-start: 1px solid var(--hairline);
  }
  .panel legend {
    margin-block-end: 0.35em;
    font-weight: 600;
  }
  .panel .picks {
    grid-template-columns: repeat(auto-fit, minmax(5em, 1fr));
  }
  .panel .stacked button {
    justify-content: flex-start;
    text-align: start;
  }
  .switch {
    display: flex;
    align-items: center;
    gap: 0.6em;
    min-block-size: var(--target);
    font-weight: 600;
    cursor: pointer;
  }
  .switch input {
    inline-size: 1.5em;
    block-size: 1.5em;
    margin: 0;
    accent-color: var(--accent);
  }
  .panel p[role]:empty {
    display: none;
  }
  .failure:not(:empty) {
    padding: 0.5em 0.75em;
    border: 2px solid var(--emergency);
    border-radius: var(--radius);
    color: var(--on-emergency-soft);
    background: var(--emergency-soft);
  }
  .sheet {
    display: grid;
    gap: 0.5em;
    padding: 0.9em;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }
  .sheet ul {
    padding-inline-start: 1.25em;
  }
`,Os=[Ts,Ms,Es,Ns];const z={ATTRIBUTE:1,CHILD:2,PROPERTY:3,BOOLEAN_ATTRIBUTE:4},ye=s=>(...e)=>({_$litDirective$:s,values:e});let ve=class{constructor(e){}get _$AU(){return this._$AM._$AU}_$AT(e,t,n){this._$Ct=e,this._$AM=t,this._$Ci=n}_$AS(e,t){return this.update(e,t)}update(e,t){return this.render(...t)}};const{I:Cs}=Ct,Ze=s=>s,zs=s=>s.strings===void 0,et=()=>document.createComment(""),V=(s,e,t)=>{const n=s._$AA.parentNode,i=e===void 0?s._$AB:e._$AA;if(t===void 0){const r=n.insertBefore(et(),i),a=n.insertBefore(et(),i);t=new Cs(r,a,s,s.options)}else{const r=t._$AB.nextSibling,a=t._$AM,c=a!==s;if(c){let l;t._$AQ?.(s),t._$AM=s,t._$AP!==void 0&&(l=s._$AU)!==a._$AU&&t._$AP(l)}if(r!==i||c){let l=t._$AA;for(;l!==r;){const p=Ze(l).nextSibling;Ze(n).insertBefore(l,i),l=p}}}return t},L=(s,e,t=s)=>(s._$AI(e,t),s),Ls={},tt=(s,e=Ls)=>s._$AH=e,Ps=s=>s._$AH,be=s=>{s._$AR(),s._$AA.remove()};const st=ye(class extends ve{constructor(s){if(super(s),s.type!==z.PROPERTY&&s.type!==z.ATTRIBUTE&&s.type!==z.BOOLEAN_ATTRIBUTE)throw Error("The `live` directive is not allowed on child or event bindings");if(!zs(s))throw Error("`live` bindings can only contain a single expression")}render(s){return s}update(s,[e]){if(e===A||e===d)return e;const t=s.element,n=s.name;if(s.type===z.PROPERTY){if(e===t[n])return A}else if(s.type===z.BOOLEAN_ATTRIBUTE){if(!!e===t.hasAttribute(n))return A}else if(s.type===z.ATTRIBUTE&&t.getAttribute(n)===e+"")return A;return tt(s),e}}),x="en";function Z(s){return o`${is(s).map(e=>e.kind==="paragraph"?o`<p>${e.text}</p>`:o`<ul>${e.lines.map(t=>o`<li>${t}</li>`)}</ul>`)}`}function E(s,e,t,n="",i=""){return o`<div role="heading" aria-level=${s.headingLevel+e} class="heading ${n}" id=${i||d} tabindex=${i?"-1":d}>${t}</div>`}function nt({strings:s,numbers:e},t){return o`<ul class="calls ${t?"big":""}" aria-label=${s.emergencyNumbers}>
    ${e.map(({number:n,where:i})=>{const r=i===""?s.call(n):s.callWhere(n,i);return o`<li>
        <a class="call" href=${ys(n)} aria-label=${r}>
          ${f.phone}<span><b>${t?s.call(n):n}</b>${i===""?d:o` <small>${i}</small>`}</span>
        </a>
      </li>`})}
  </ul>`}const it={marks:{},severity:null},Rs=Array.from({length:11},(s,e)=>e);function Us(s,e,t){const n=s.kind==="question"?s.question:null,{strings:i}=e,r=n?.slot==="progress"?null:n?.remaining??null;return o`<section class="answers" aria-label=${i.answers}>
    ${r===null?d:o`<p class="progress fine">${i.remaining(r)}</p>`}
    ${n?.kind==="group"&&n.items.length>0?qs(n.ask,n.items,s.buttons,e,t):n?.kind==="severity"?Ds(n.ask,s.buttons,e,t):Hs(n?.ask??i.answers,n?.slot??"",s.buttons,t)}
    ${n===null?d:o`<p class="fine hint">${i.orWrite}</p>`}
  </section>`}const Is={better:f.better,"the same":f.same,worse:f.worse};function Hs(s,e,t,{send:n}){if(t.length===0)return d;const i=t.length<=3&&t.every(r=>r.title.length<=14);return o`<div class="choices ${i?"even":""}" role="group" aria-label=${s} lang=${x}>
    ${t.map(r=>o`<button type="button" class="choice" @click=${()=>n(r.payload)}>
          ${e==="progress"?Is[r.title.toLowerCase()]??d:d}${r.title}
        </button>`)}
  </div>`}function qs(s,e,t,{strings:n},i){const{draft:r,send:a,change:c}=i,l=e.map((m,$)=>r.marks[$]),p=l.filter(m=>m!==void 0).length,u=new Set(e.map(m=>m.button)),h=t.filter(m=>!u.has(m.title)),y=m=>()=>a(ns(e,l.map($=>$??m))),g=(m,$,W)=>o`<label class="pick">
    <input type="radio" name="line-${m}" .checked=${st(r.marks[m]===$)} @change=${()=>c({...r,marks:{...r.marks,[m]:$}})} /><span>${W}</span>
  </label>`;return o`<form class="group" aria-label=${s} @submit=${m=>m.preventDefault()}>
    <p class="fine hint">${n.groupHint}</p>
    ${e.map((m,$)=>o`<fieldset class="line ${l[$]??""}">
        <legend lang=${x}>${m.text}</legend>
        <div class="picks">${g($,"yes",n.yes)}${g($,"no",n.no)}${g($,"unsure",n.unsure)}</div>
      </fieldset>`)}
    <div class="choices">
      ${p===0?h.map(m=>o`<button type="button" class="choice" lang=${x} @click=${()=>a(m.payload)}>${m.title}</button>`):p===e.length?o`<button type="button" class="primary" @click=${y("unsure")}>${n.groupSend}</button>`:o`<button type="button" class="primary" @click=${y("no")}>${n.groupOthersNo}</button>
              <button type="button" @click=${y("unsure")}>${n.groupOthersUnsure}</button>`}
    </div>
  </form>`}function Ds(s,e,{strings:t},n){const{draft:i,send:r,change:a}=n,c=i.severity,l=e.filter(u=>!/^\d+$/.test(u.title));return o`<form class="scale" @submit=${u=>{u.preventDefault(),c!==null&&r(String(c))}}>
    <fieldset>
      <legend class="visually-hidden" lang=${x}>${s}</legend>
      <div class="numbers">
        ${Rs.map(u=>o`<label class="pick">
            <input type="radio" name="severity" value=${u} aria-label=${t.scaleOption(u)} .checked=${st(c===u)} @change=${()=>a({...i,severity:u})} /><span>${u}</span>
          </label>`)}
      </div>
      <p class="ends fine" aria-hidden="true"><span>0 = ${t.scaleLow}</span><span>10 = ${t.scaleHigh}</span></p>
    </fieldset>
    <div class="choices">
      <button type="submit" class="primary" ?disabled=${c===null}>${c===null?t.scalePick:t.scaleSend(c)}</button>
      ${l.map(u=>o`<button type="button" class="choice" lang=${x} @click=${()=>r(u.payload)}>${u.title}</button>`)}
    </div>
  </form>`}const js={},Bs=ye(class extends ve{constructor(){super(...arguments),this.ot=js}render(s,e){return e()}update(s,[e,t]){if(Array.isArray(e)){if(Array.isArray(this.ot)&&this.ot.length===e.length&&e.every((n,i)=>n===this.ot[i]))return A}else if(this.ot===e)return A;return this.ot=Array.isArray(e)?Array.from(e):e,this.render(e,t)}});const rt=(s,e,t)=>{const n=new Map;for(let i=e;i<=t;i++)n.set(s[i],i);return n},Fs=ye(class extends ve{constructor(s){if(super(s),s.type!==z.CHILD)throw Error("repeat() can only be used in text expressions")}dt(s,e,t){let n;t===void 0?t=e:e!==void 0&&(n=e);const i=[],r=[];let a=0;for(const c of s)i[a]=n?n(c,a):a,r[a]=t(c,a),a++;return{values:r,keys:i}}render(s,e,t){return this.dt(s,e,t).values}update(s,[e,t,n]){const i=Ps(s),{values:r,keys:a}=this.dt(e,t,n);if(!Array.isArray(i))return this.ut=a,r;const c=this.ut??=[],l=[];let p,u,h=0,y=i.length-1,g=0,m=r.length-1;for(;h<=y&&g<=m;)if(i[h]===null)h++;else if(i[y]===null)y--;else if(c[h]===a[g])l[g]=L(i[h],r[g]),h++,g++;else if(c[y]===a[m])l[m]=L(i[y],r[m]),y--,m--;else if(c[h]===a[m])l[m]=L(i[h],r[m]),V(s,l[m+1],i[h]),h++,m--;else if(c[y]===a[g])l[g]=L(i[y],r[g]),V(s,i[h],i[y]),y--,g++;else if(p===void 0&&(p=rt(a,g,m),u=rt(c,h,y)),p.has(c[h]))if(p.has(c[y])){const $=u.get(a[g]),W=$!==void 0?i[$]:null;if(W===null){const pt=V(s,i[h]);L(pt,r[g]),l[g]=pt}else l[g]=L(W,r[g]),V(s,i[h],W),i[$]=null;g++}else be(i[y]),y--;else be(i[h]),h++;for(;g<=m;){const $=V(s,l[m+1]);L($,r[g]),l[g++]=$}for(;h<=y;){const $=i[h++];$!==null&&be($)}return this.ut=a,tt(s,l),A}}),Vs={emergency:f.alert,urgent:f.hospital,tell_nurse:f.nurse,same_day:f.calendar,self_care:f.home};function Ws(s,e){const{strings:t}=e;return o`<div class="alert" role="alert" aria-live="assertive" aria-atomic="true">
    ${s?.level==="emergency"?o`<div class="alarm">
          <div class="alarm-words">
            ${f.alert}
            <div lang=${x}>
              <p class="alarm-title">${s.title||t.levels.emergency}</p>
              ${s.action===""?d:o`<p class="alarm-action">${s.action}</p>`}
            </div>
          </div>
          ${nt(e,!0)}
        </div>`:d}
  </div>`}function Gs(s,e){if(s?.level!=="urgent")return d;const t=s.title==="";return o`<p class="standing" lang=${t?d:x}>${f.hospital}<span>${s.title||e.strings.levels.urgent}</span></p>`}function Ys(s,e,t){const{strings:n}=t,i=s.title||n.levels[s.level];return o`<section class="card" data-level=${s.level} aria-label=${n.resultLabel(i)}>
    <div class="card-head" lang=${s.title===""?d:x}>${Vs[s.level]}${E(t,1,i)}</div>
    <div class="card-body">
      ${s.action===""||e?d:o`<p class="action" lang=${x}>${s.action}</p>`}
      ${s.steps.length===0?d:o`${E(t,2,n.steps)}
            <ol class="steps" lang=${x}>${s.steps.map(r=>o`<li>${r.text}</li>`)}</ol>`}
      ${s.watch.length===0?d:o`${E(t,2,n.watch)}
            <p>${n.watchLead}</p>
            <ul class="watch" lang=${x}>${s.watch.map(r=>o`<li>${r}</li>`)}</ul>`}
      ${s.why.length===0?d:Ks(s,t)}
    </div>
  </section>`}function Ks(s,{strings:e}){return o`<details class="why">
    <summary>${e.why}</summary>
    <ul>${s.why.map(t=>o`<li>${Js(t,s,e)}</li>`)}</ul>
    ${s.why.some(t=>t.sources.length>0)?o`<p class="fine">${e.notGuideline}</p>`:d}
  </details>`}function Js(s,e,t){return o`<div lang=${x}>${Z(s.text)}</div>
    <ul class="cited fine">
      ${rs(s.sources,e.documents).map(({title:n,lines:i})=>o`<li>${i.includes(",")?t.sources(n,i):t.source(n,i)}</li>`)}
      ${s.general?o`<li>${t.general}</li>`:d}
      ${s.rule===""?d:o`<li>${t.rule(s.rule)}</li>`}
    </ul>`}function Qs(s,{openKey:e,lastSaid:t,alarm:n},i,r){return o`${Fs(s,a=>a.key,a=>Bs([a.replies,a.text,a.pending,a.overdue,a.divider,a.key===e,a.key===t,n,i],()=>Xs(a,a.key===e,a.key===t,n,i,r)))}`}function Xs(s,e,t,n,i,r){const{strings:a}=i;return o`<div class="row" data-key=${s.key}>
    ${s.divider===null?d:o`<p class="divider">${a[s.divider]}</p>`}
    ${s.text===null?d:o`<div class="mine" tabindex="-1"><span class="visually-hidden">${a.you}</span><p>${s.text}</p></div>`}
    ${sn(s.pending,t,i,r)}
    ${s.overdue?o`<div class="safety" role="alert">${f.alert}
          <div>${E(i,1,a.overdueTitle)}<p>${a.overdue(vs(i.numbers))}</p></div>
        </div>`:d}
    ${s.replies.length===0?d:o`<div class="replies"><span class="visually-hidden">${a.assistant}</span>
          ${Be(s.replies).map(c=>Zs(c,e,n,i,r))}
        </div>`}
  </div>`}function Zs(s,e,t,n,i){switch(s.kind){case"text":return o`<div class="says" lang=${x}>${Z(s.text)}</div>`;case"result":return Ys(s.result,s.result===t,n);case"question":return tn(s,e);case"handoff":return o`<p class="offer"><button type="button" @click=${i.summary}>${f.print}${n.strings.summary}</button></p>`;case"choices":return d}}const en=110;function tn({question:s},e){return Fe(s)?o`<div class="says" lang=${x}>
    ${s.lead===""?d:Z(s.lead)}
    <p class=${s.ask.length>en?"":"ask"}>${s.ask}</p>
    <div aria-live="off">${e||s.items.length===0?d:o`<ul>${s.items.map(t=>o`<li>${t.text}</li>`)}</ul>`}</div>
  </div>`:d}function sn(s,e,{strings:t},{retry:n,discard:i}){if(s===null)return e?o`<p class="delivery fine" aria-live="off">${f.check}${t.delivered}</p>`:d;if(s.delivery==="sending")return o`<p class="delivery fine" aria-live="off">${f.clock}${t.sending}</p>`;const r=o`<button type="button" @click=${n}>${t.tryAgain}</button>`,a=o`<button type="button" @click=${()=>i(s.id)}>${t.discard}</button>`;return o`<div class="delivery trouble">
    <p>${f.offline}<span>${t[s.delivery]}</span></p>
    <p class="choices">${s.delivery==="refused"?d:r}${s.delivery==="waiting"?d:a}</p>
  </div>`}function nn(s,e,t){const{strings:n}=e,[i,r]=rn(s,e,t),a=s.panel==="options";return o`<section class="panel" id="panel" aria-labelledby="panel-title">
    <div class="panel-head">
      ${E(e,1,i,"panel-title","panel-title")}
      <button type="button" class="plain" @click=${()=>t.show(a?null:"options")}>${a?f.close:d}${a?n.close:n.back}</button>
    </div>
    ${r}
  </section>`}function rn(s,e,t){const{strings:n}=e;switch(s.panel){case"options":return[n.options,an(s.preferences,e,t)];case"summary":return[n.summary,on(s,e,t)];case"startOver":return[n.startOverAsk,at(n.startOverText,n.startOverYes,t.startOver,e,t)];case"erase":return[n.eraseAsk,o`${at(n.eraseText,n.eraseYes,t.erase,e,t)}
          <p role="status">${s.work==="busy"?n.eraseWorking:d}</p>
          <p role="alert" class="failure">${s.work==="failed"?n.eraseFailed:d}</p>`]}}function at(s,e,t,{strings:n},{show:i}){return o`<p>${s}</p>
    <div class="choices stacked">
      <button type="button" class="primary" @click=${t}>${e}</button>
      <button type="button" @click=${()=>i("options")}>${n.cancel}</button>
    </div>`}function an(s,e,{show:t,prefer:n}){const{strings:i}=e,r=[["normal",i.textNormal],["large",i.textLarge],["largest",i.textLargest]],a=[["system",i.themeSystem],["light",i.themeLight],["dark",i.themeDark]];return o`
    <fieldset>
      <legend>${i.textSize}</legend>
      <div class="picks">${r.map(([c,l])=>ot("size",l,s.textSize===c,()=>n({...s,textSize:c})))}</div>
    </fieldset>
    <fieldset>
      <legend>${i.theme}</legend>
      <div class="picks">${a.map(([c,l])=>ot("theme",l,s.theme===c,()=>n({...s,theme:c})))}</div>
    </fieldset>
    <label class="switch">
      <input type="checkbox" .checked=${s.highContrast} @change=${()=>n({...s,highContrast:!s.highContrast})} />
      <span>${i.contrast}</span>
    </label>
    ${E(e,2,i.conversation)}
    <div class="choices stacked">
      <button type="button" @click=${()=>t("summary")}>${f.print}${i.summary}</button>
      <button type="button" @click=${()=>t("startOver")}>${f.restart}${i.startOver}</button>
      <button type="button" @click=${()=>t("erase")}>${f.erase}${i.erase}</button>
    </div>
    <p class="fine">${i.privacy}</p>
    <p class="fine">${i.disclaimer}</p>
  `}function ot(s,e,t,n){return o`<label class="pick"><input type="radio" name=${s} .checked=${t} @change=${n} /><span>${e}</span></label>`}function on({work:s,summary:e},{strings:t},{print:n,save:i}){const r={none:d,ready:d,busy:o`${t.summaryLoading}`,missing:o`${t.summaryNone}`,failed:o`${t.summaryFailed}`};return o`<p role="status">${r[s]}</p>
    ${s==="ready"?o`<div class="choices">
            <button type="button" class="primary" @click=${n}>${f.print}${t.print}</button>
            <button type="button" @click=${()=>i("html")}>${f.save}${t.savePage}</button>
            <button type="button" @click=${()=>i("txt")}>${f.save}${t.saveText}</button>
          </div>
          <div class="sheet" lang=${x}>${Z(e)}</div>`:d}`}const ln=new Set("ARTICLE ASIDE B BR CAPTION CODE DD DIV DL DT EM FOOTER H1 H2 H3 H4 HEADER HR LI MAIN OL P SECTION SMALL SPAN STRONG TABLE TBODY TD TFOOT TH THEAD TIME TR UL".split(" ")),cn=["class","lang","dir","scope","colspan","rowspan"];function lt(s,e,t){for(const n of Array.from(s.childNodes))if(n.nodeType===Node.TEXT_NODE)e.appendChild(t.createTextNode(n.textContent??""));else if(dn(n)&&ln.has(n.tagName)){const i=t.createElement(n.tagName);for(const r of cn){const a=n.getAttribute(r);a!==null&&i.setAttribute(r,a)}lt(n,i,t),e.appendChild(i)}}const dn=s=>s.nodeType===Node.ELEMENT_NODE;function hn(s,e){const t=document.createElement("iframe");t.className="print-frame",t.setAttribute("aria-hidden","true"),t.tabIndex=-1,e.append(t);const[n,i]=[t.contentDocument,t.contentWindow];if(n===null||i===null)return t.remove();n.documentElement.lang=s.documentElement.lang||"en",n.title=s.title,lt(s.body,n.body,n);const r=i.CSSStyleSheet,a=new r;a.replaceSync(Array.from(s.querySelectorAll("style"),c=>c.textContent??"").join(`
`)),n.adoptedStyleSheets=[a],i.addEventListener("afterprint",()=>t.remove(),{once:!0}),i.focus(),i.print()}function un(s,e,t){const n=URL.createObjectURL(new Blob([s],{type:`${t};charset=utf-8`})),i=document.createElement("a");i.href=n,i.download=e,i.click(),setTimeout(()=>URL.revokeObjectURL(n),6e4)}const pn=[];function ct(s){return[...s.entries.map((t,n)=>{const{turn:i}=t;return{key:i.id??`${t.session}:${i.seq}`,text:i.text,replies:i.late?pn:i.replies,pending:null,overdue:i.late,divider:fn(s,n)}}),...s.pending.map((t,n)=>mn(t,n===0&&dt(s)))]}function dt(s){return s.expired&&!s.entries.some(e=>e.session===s.session)}function mn(s,e){return{key:s.id,text:s.text,replies:s.partial,pending:s,overdue:s.overdue,divider:e?"expired":null}}function fn(s,e){const[t,n]=[s.entries[e-1],s.entries[e]];return n===void 0?null:s.expired&&n.session>0&&t?.session!==n.session?"expired":n.turn.text?.trim().toLowerCase()===ue?"newStart":null}const gn=48,yn=10;class vn{constructor(e,t){this.host=e,this.changed=t,this.hasUnseen=!1,this.atEnd=!0,this.sent=!1,this.first=!0,this.seen=new Set,this.unseenKey=null,this.kept=null,this.moved=()=>{const n=this.box;n!==null&&(this.atEnd=n.scrollHeight-n.clientHeight-n.scrollTop<gn,this.atEnd&&this.hasUnseen&&(this.hasUnseen=!1,this.changed()))}}said(){this.sent=!0,this.atEnd=!0}keepPlace(){const e=this.box;this.kept=e===null?null:{height:e.scrollHeight,top:e.scrollTop}}settle(){this.atEnd&&!this.first&&requestAnimationFrame(()=>this.toEnd())}follow(e){const t=this.box;if(t===null)return;if(e.length===0){this.first||(t.scrollTop=0),this.seen.clear(),this.first=!0;return}this.kept!==null&&(t.scrollTop=this.kept.top+t.scrollHeight-this.kept.height,this.kept=null);const n=e.filter(r=>r.replies.length>0&&!this.seen.has(r.key));n.forEach(r=>this.seen.add(r.key));const i=this.first?n[n.length-1]:n[0];i!==void 0?this.first||this.sent||this.atEnd?this.toReply(i.key):this.announce(i.key):this.sent&&this.toEnd(),i!==void 0&&(this.sent=!1),this.first=!1}showUnseen(){this.unseenKey!==null&&this.toReply(this.unseenKey),this.hasUnseen=!1,this.changed()}announce(e){this.hasUnseen||(this.unseenKey=e,this.hasUnseen=!0,this.changed())}toReply(e){const[t,n]=[this.box,this.host.renderRoot.querySelector(`.row[data-key="${CSS.escape(e)}"] .replies`)];if(t===null||n===null)return;const i=t.classList.contains("layout")?t.querySelector(".top")?.clientHeight??0:0;t.scrollTop+=n.getBoundingClientRect().top-t.getBoundingClientRect().top-i-yn,this.moved()}toEnd(){const e=this.box;e!==null&&(e.scrollTop=e.scrollHeight)}get box(){const e=this.host.renderRoot.querySelector(".scroller");return e===null?null:getComputedStyle(e).overflowY==="visible"?e.closest(".layout"):e}}const ht=typeof document>"u"?null:document.currentScript,bn=ht?.src?new URL(ht.src).origin:null,ut=8,ee=class ee extends F{constructor(){super(...arguments),this.conversation=null,this.chosen=We(Xe,[]),this.askedLanguage=null,this.isWritingLanguage=!1,this.preferences=ks(),this.words={strings:this.chosen.strings,numbers:fe,headingLevel:2},this.panel=null,this.work="none",this.summary="",this.draft=it,this.draftKey=null,this.isOpen=!1,this.erased=!1,this.drawnFrom=null,this.alarmed=null,this.focusNext=null,this.place=new vn(this,()=>this.requestUpdate()),this.tryAgain=()=>{document.visibilityState==="visible"&&this.conversation?.state.connection==="lost"&&this.conversation.retryNow()},this.fitKeyboard=()=>{const e=window.visualViewport;!e||e.scale>1.01||(this.style.setProperty("--view-height",`${Math.round(e.height)}px`),this.style.setProperty("--view-top",`${Math.round(e.offsetTop)}px`),this.place.settle())},this.onSubmit=e=>{e.preventDefault();const t=this.field;if(t===null||t.value.trim()==="")return t?.focus();const n=t.value;t.value="",this.grow(),this.say(n),t.focus()},this.onComposerKey=e=>{e.key!=="Enter"||e.shiftKey||e.isComposing||(e.preventDefault(),e.currentTarget.form?.requestSubmit())},this.onKey=e=>{if(e.key==="Escape"){if(this.panel!==null)this.show(null);else if(this.mode==="bubble")this.open(!1);else return;e.stopPropagation()}},this.answer=e=>{this.say(e),this.focusNext=".row:last-child .mine"},this.changeDraft=e=>{this.draft=e,this.requestUpdate()},this.logActions={retry:()=>this.conversation?.retryNow(),discard:e=>{const t=this.conversation?.state.pending.find(i=>i.id===e),n=this.field;t&&n&&n.value===""&&(n.value=t.text),this.conversation?.discard(e),this.grow(),n?.focus()},summary:()=>this.show("summary")},this.panelActions={show:e=>this.show(e),prefer:e=>{this.preferences=e,xs(e),Ke(this,e),this.requestUpdate()},startOver:()=>{this.show(null),this.say(ue)},erase:()=>{this.erase()},print:()=>{this.withSummary(e=>e.summaryPage(),e=>hn(e,this.renderRoot))},save:e=>{this.withSummary(t=>t.summary(e),t=>un(t,`${this.words.strings.fileName}.${e}`,e==="html"?"text/html":"text/plain"))}},this.grow=()=>{const e=this.field;e!==null&&(e.style.setProperty("block-size","auto"),e.style.setProperty("block-size",`${e.scrollHeight+4}px`))}}static get observedAttributes(){return[...super.observedAttributes,"lang"]}connectedCallback(){super.connectedCallback(),this.chooseLanguage(),Ke(this,this.preferences);const e=(this.server??bn??location.origin).replace(/\/+$/,"");this.conversation??=new fs(new Gt(e),new ds(e),()=>this.requestUpdate()),this.conversation.open(),window.addEventListener("online",this.tryAgain),document.addEventListener("visibilitychange",this.tryAgain),window.visualViewport?.addEventListener("resize",this.fitKeyboard),window.visualViewport?.addEventListener("scroll",this.fitKeyboard),this.fitKeyboard()}disconnectedCallback(){super.disconnectedCallback(),this.conversation?.close(),window.removeEventListener("online",this.tryAgain),document.removeEventListener("visibilitychange",this.tryAgain),window.visualViewport?.removeEventListener("resize",this.fitKeyboard),window.visualViewport?.removeEventListener("scroll",this.fitKeyboard)}attributeChangedCallback(e,t,n){if(e!=="lang")return super.attributeChangedCallback(e,t,n);this.isWritingLanguage||(this.askedLanguage=n,this.isConnected&&this.chooseLanguage())}chooseLanguage(){this.chosen=We(Xe,$s(this.askedLanguage)),this.isWritingLanguage=!0,this.setAttribute("lang",this.chosen.language),this.isWritingLanguage=!1,this.requestUpdate()}willUpdate(e){const t=this.conversation?.state;if(!t)return;const n=this.emergencyNumber===null||this.emergencyNumber===void 0?[]:gs(this.emergencyNumber),i=t.settings?.emergencyNumbers??[],r=n.length>0?e.has("emergencyNumber")||this.words.numbers===fe?n:this.words.numbers:i.length>0?i:fe,a=this.mode==="page"?1:2;(r!==this.words.numbers||this.words.strings!==this.chosen.strings||this.words.headingLevel!==a)&&(this.words={strings:this.chosen.strings,numbers:r,headingLevel:a});const c=me(t),l=c!==null&&ss(c.level)?c.level:null;l!==null&&l!==this.alarmed&&(this.panel!==null&&(this.focusNext="#options"),this.panel=null,this.isOpen=!0),this.alarmed=l,t.entries.length+t.pending.length>0&&(this.erased=!1)}render(){const{strings:e}=this.words,t=this.mode==="bubble",n=o`<button type="button" class="launcher primary" aria-expanded="false" @click=${()=>this.open(!0)}>
      ${f.chat}<span>${this.alarmed===null?e.openChat:e.openChatDanger}</span>
    </button>`;return t&&!this.isOpen?o`<div lang=${this.chosen.language} dir=${this.chosen.direction}>${n}</div>`:this.frame(t)}frame(e){const{strings:t}=this.words,n=this.conversation?.state;if(!n)return o``;const i=me(n),r=i?.level==="emergency";return o`<section class="frame" lang=${this.chosen.language} dir=${this.chosen.direction} aria-label=${t.title} @keydown=${this.onKey}>
      <div class="layout">
        <div class="head">
          ${E(this.words,0,t.title,"title")}
          <button type="button" class="plain" id="options" aria-expanded=${this.panel!==null} aria-controls="panel" @click=${()=>this.show(this.panel===null?"options":null)}>
            ${f.settings}<span>${t.options}</span>
          </button>
          ${e?o`<button type="button" class="plain" aria-label=${t.closeChat} @click=${()=>this.open(!1)}>${f.close}</button>`:d}
        </div>
        <div class="top">
          ${Ws(i,this.words)}
          ${r?d:o`<div class="numbers-bar"><p id="call-lead">${t.emergencyLead}</p>${nt(this.words,!1)}</div>${Gs(i,this.words)}`}
          ${this.connectionLine()}
        </div>
        <div class="body">
          ${this.panel===null?d:nn({panel:this.panel,work:this.work,summary:this.summary,preferences:this.preferences},this.words,this.panelActions)}
          <div class="scroller" tabindex="-1" ?inert=${this.panel!==null} @scroll=${this.place.moved}>${this.content()}</div>
          ${this.place.hasUnseen&&this.panel===null?o`<button type="button" class="unseen primary" @click=${()=>this.place.showUnseen()}>${f.down}${t.newMessages}</button>`:d}
        </div>
        ${this.composer()}
      </div>
    </section>`}connectionLine(){const{strings:e}=this.words,t=this.conversation?.state.connection??"ok";return o`<div class="connection" role="status">
      ${t==="lost"?o`<div class="lost"><p>${f.offline}<span>${e.lost}</span></p><button type="button" @click=${()=>this.conversation?.retryNow()}>${e.tryAgain}</button></div>`:t==="restored"?o`<p class="restored">${f.check}<span>${e.restored}</span></p>`:d}
    </div>`}content(){const{strings:e}=this.words,t=this.conversation?.state;if(!t)return o``;const n=ct(t),i=n.length===0,r=me(t),a=r?.level==="emergency"?r:null,c=t.pending.some(u=>u.delivery!=="refused")?null:ts(t.entries),l=c===null?null:n[t.entries.indexOf(c.entry)]?.key??null;l!==this.draftKey&&(this.draft=it,this.draftKey=l);const p=t.pending.some(u=>u.delivery==="sending");return o`
      ${i?this.start(t.restoring):d}
      <div class="log" role="log" aria-label=${e.log} aria-busy=${this.drawnFrom!==null&&this.drawnFrom>0}>
        ${dt(t)&&t.pending.length===0?o`<p class="divider">${e.expired}</p>`:d}
        ${Qs(this.window(n),{openKey:l,lastSaid:$n(t.entries.length,n),alarm:a},this.words,this.logActions)}
      </div>
      <p class="writing" role="status">
        ${p?o`<span class="visually-hidden">${e.writing}</span><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span>`:d}
      </p>
      ${c===null?d:Us(c.block,this.words,{draft:this.draft,send:this.answer,change:this.changeDraft})}
    `}window(e){if(this.drawnFrom===null){if(e.length===0)return e;this.drawnFrom=Math.max(0,e.length-ut)}return this.drawnFrom=Math.min(this.drawnFrom,e.length),e.slice(this.drawnFrom)}start(e){const{strings:t}=this.words;if(e)return o`<p class="start" role="status">${t.restoring}</p>`;const n=this.chosen.language==="en"?this.conversation?.state.settings?.disclaimer??t.disclaimer:t.disclaimer;return o`<div class="start">
      <p role="status" class="done">${this.erased?o`${f.check}${t.erased}`:d}</p>
      ${E(this.words,1,t.startHeading)}
      <p>${t.startText}</p>
      ${t.languageNote===""?d:o`<p>${t.languageNote}</p>`}
      <p class="example">${t.startExample}</p>
      <p class="danger">${f.phone}<span>${t.startDanger}</span></p>
      <div role="group" aria-labelledby="starters">
        <p id="starters" class="fine">${t.startChoices}</p>
        <div class="choices">${t.starters.map(i=>o`<button type="button" class="choice" @click=${()=>this.answer(i.say)}>${i.label}</button>`)}</div>
      </div>
      <p class="fine">${n}</p>
    </div>`}composer(){const{strings:e}=this.words;return o`<form class="composer" ?inert=${this.panel!==null} @submit=${this.onSubmit}>
      <label for="words">${e.yourMessage}</label>
      <div class="line">
        <textarea id="words" rows="1" dir="auto" autocomplete="off" enterkeyhint="send" placeholder=${e.placeholder} @input=${this.grow} @keydown=${this.onComposerKey}></textarea>
        <button type="submit" class="primary send">${f.send}<span>${e.send}</span></button>
      </div>
    </form>`}updated(){const e=this.conversation?ct(this.conversation.state):[];if(this.place.follow(e),this.drawnFrom!==null&&this.drawnFrom>0&&requestAnimationFrame(()=>{this.drawnFrom=Math.max(0,(this.drawnFrom??0)-ut),this.place.keepPlace(),this.requestUpdate()}),this.focusNext!==null){const t=this.renderRoot.querySelector(this.focusNext);this.focusNext=null,t?.focus({preventScroll:!0})}}say(e){this.place.said(),this.conversation?.say(e)}show(e){this.panel=e,this.work="none",this.focusNext=e===null?"#options":"#panel-title",e==="summary"&&this.withSummary(t=>t.summary("txt"),t=>this.summary=t),this.requestUpdate()}open(e){this.isOpen=e,this.panel=null,this.focusNext=e?"#words":".launcher",this.requestUpdate()}async withSummary(e,t){const n=i=>{this.work=i,this.requestUpdate()};this.work!=="ready"&&n("busy");try{if(this.conversation===null)return;const i=await e(this.conversation);if(this.panel!=="summary")return;t(i),n("ready")}catch(i){n(i instanceof w&&i.status===404?"missing":"failed")}}async erase(){if(this.work!=="busy"){this.work="busy",this.requestUpdate();try{await this.conversation?.erase(),this.erased=!0,this.drawnFrom=null,this.summary="",this.show(null),this.focusNext="#words"}catch{this.work="failed"}this.requestUpdate()}}get field(){return this.renderRoot.querySelector("#words")}};ee.properties={mode:{type:String,reflect:!0},server:{type:String},emergencyNumber:{type:String,attribute:"emergency-number"}},ee.styles=[_s,Ss,Os];let $e=ee;function $n(s,e){for(let t=s-1;t>=0;t-=1){const n=e[t];if(n!==void 0&&n.text!==null)return n.key}return null}customElements.get("ivig-triage-chat")||customElements.define("ivig-triage-chat",$e)})();
