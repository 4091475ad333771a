package dev.tdn4j.tdn.model;
import dev.tdn4j.tensor.Coupling;
final class Tmp { static Coupling all(int l){ int n=(l+1)*(l+1); java.util.SplittableRandom r=new java.util.SplittableRandom(2); double[] d=new double[n*n*n]; for(int i=0;i<d.length;i++) d[i]= r.nextInt(5)==0? r.nextDouble(-1,1):0; for(int k=0;k<n;k++) d[k*n+k]=0.5; return Coupling.ofDense(n,n,n,d);} }
class Show { public static void main(String[] a){ TdnNetwork n=new TdnNetwork(TdnConfig.physical(), Tmp.all(2)); var p=n.program(); var f=ForceProgram.of(dev.tdn4j.tensor.graph.Pass.improve(p)); f=dev.tdn4j.tensor.graph.Pass.improve(f); var l=ForceMatchingLoss.of(f,n.parameters().values()); var l2=dev.tdn4j.tensor.graph.Pass.improve(l); System.out.println(p.values().size()+" "+f.values().size()+" "+l.values().size()+" "+l2.values().size());
 java.util.Map<String,Integer> c=new java.util.TreeMap<>(); l2.values().forEach(v->c.merge(v.operation().getClass().getSimpleName()+" "+v.type(),1,Integer::sum)); c.forEach((k,v)->{ if(v>2) System.out.println(v+" "+k);}); 
 System.out.println(l2.toString().replaceAll("Constant\\[.*?\\]","Const")); } }
class Twin { 
 static java.util.Map<String,double[]> params(TdnNetwork n){ java.util.Map<String,double[]> m=new java.util.LinkedHashMap<>(); var r=new java.util.SplittableRandom(1); n.parameters().values().forEach(s->{ double[] d=new double[s.size(TestBatch.ELEMENTS)]; for(int i=0;i<d.length;i++) d[i]=s.initial().draw(r,i,d.length); m.put(s.name(),d);}); return m; }
 static void set(dev.tdn4j.kernels.Plan plan, TestBatch batch, java.util.Map<String,double[]> ps){ batch.bindTo(plan); ps.forEach(plan::set); var random=new java.util.SplittableRandom(3);
        plan.set(ForceMatchingLoss.ENERGY_TARGETS, random.doubles(batch.structures, -1, 1).toArray());
        plan.set(ForceMatchingLoss.ENERGY_WEIGHTS, random.doubles(batch.structures, 0.5, 1).toArray());
        plan.set(ForceMatchingLoss.FORCE_TARGETS, random.doubles(3L * batch.nodes, -1, 1).toArray());
        plan.set(ForceMatchingLoss.FORCE_WEIGHTS, random.doubles(batch.nodes, 0.5, 1).toArray()); }
 public static void main(String[] a) throws Exception { 
  var cfg = a.length>0? TdnConfig.physical() : new TdnConfig(2,24,2,3.0,6,2,false,0,3,1);
  var n=new TdnNetwork(cfg, Tmp.all(2)); var ps=params(n);
  var imp=dev.tdn4j.tensor.graph.Pass.improve(ForceProgram.of(dev.tdn4j.tensor.graph.Pass.improve(n.program())));
  var prog=ForceMatchingLoss.of(imp, n.parameters().values());
  if(a.length==0){ var batch=new TestBatch(3,7,3.0,7);
   var sp=new dev.tdn4j.kernels.scalar.ScalarExecutor().compile(prog); var vp=new dev.tdn4j.kernels.vector.VectorExecutor().compile(prog);
   set(sp,batch,ps); sp.run(); set(vp,batch,ps); vp.run();
   prog.outputs().forEach((name,v)->{ int size=v.type().itemSize()*(switch(v.type().space()){case ONE->1; case ELEMENTS->3; case STRUCTURES->3; case NODES->21; default->0;}); double[] x=new double[size],y=new double[size]; sp.get(name,x); vp.get(name,y); double d=0,s=0; for(int i=0;i<size;i++){d=Math.max(d,Math.abs(x[i]-y[i])); s=Math.max(s,Math.abs(x[i]));} if(!(d<1e-4*s)) System.out.printf("%s %.3g of %.3g%n",name,d,s);});
   System.out.println("twin done");
  } else { var batch=new TestBatch(Integer.parseInt(a[0]),9,5.0,7); System.out.println(batch.source.length+" edges");
   var vp=new dev.tdn4j.kernels.vector.VectorExecutor().compile(prog); set(vp,batch,ps);
   for(int rep=0;rep<12;rep++){ long t=System.nanoTime(); int k=20; for(int i=0;i<k;i++){ if(i%5==0) set(vp,batch,ps); vp.run();} double s=(System.nanoTime()-t)*1e-9/k; System.out.printf("%.2f ms  %.0f structures/s%n", s*1e3, batch.structures/s); }
  } System.exit(0);} }
