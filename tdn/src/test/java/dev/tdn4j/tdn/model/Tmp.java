package dev.tdn4j.tdn.model;
import dev.tdn4j.tensor.Coupling;
final class Tmp { static Coupling all(int l){ int n=(l+1)*(l+1); java.util.SplittableRandom r=new java.util.SplittableRandom(2); double[] d=new double[n*n*n]; for(int i=0;i<d.length;i++) d[i]= r.nextInt(5)==0? r.nextDouble(-1,1):0; for(int k=0;k<n;k++) d[k*n+k]=0.5; return Coupling.ofDense(n,n,n,d);} }
class Show { public static void main(String[] a){ TdnNetwork n=new TdnNetwork(TdnConfig.physical(), Tmp.all(2)); var p=n.program(); var f=ForceProgram.of(dev.tdn4j.tensor.graph.Pass.improve(p)); f=dev.tdn4j.tensor.graph.Pass.improve(f); var l=ForceMatchingLoss.of(f,n.parameters().values()); var l2=dev.tdn4j.tensor.graph.Pass.improve(l); System.out.println(p.values().size()+" "+f.values().size()+" "+l.values().size()+" "+l2.values().size());
 java.util.Map<String,Integer> c=new java.util.TreeMap<>(); l2.values().forEach(v->c.merge(v.operation().getClass().getSimpleName()+" "+v.type(),1,Integer::sum)); c.forEach((k,v)->{ if(v>2) System.out.println(v+" "+k);}); 
 System.out.println(l2.toString().replaceAll("Constant\\[.*?\\]","Const")); } }
